import type { z } from "zod";
import type { Database } from "../../../db/database.ts";
import type { Actor } from "../../actor.ts";
import type { UserKind } from "../../people/kinds.ts";
import { readFacts } from "./facts.ts";
import { findingOf } from "./finding.ts";
import type { signingInOutput } from "./schema.ts";

/** API documentation of the procedure `signingIn`, which organisation users and support users both have. */
export function aboutSigningIn(notFound: string) {
  return {
    summary: "What keeps a user from signing in, or that nothing does, and what support staff can do next.",
    errors: { NOT_FOUND: notFound },
  };
}

/** Whether somebody is the person with this id. */
export function isSelf(actor: Actor, id: string): boolean {
  return actor.kind !== "system" && actor.id === id;
}

/**
 * Returns whether a DfE Sign-in account is linked to a person, and what keeps them from signing in (specification, section
 * 12, Signing in).
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function describeSigningIn(
  db: Database,
  actor: Actor,
  kind: UserKind,
  userId: string,
): Promise<z.output<typeof signingInOutput>> {
  const { id, ...facts } = await readFacts(db, kind, userId);
  return { isLinked: facts.isLinked, finding: findingOf({ ...facts, isSelf: isSelf(actor, id) }) };
}
