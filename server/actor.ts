import type { Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { DB } from "../db/types.ts";
import type { UserKind } from "./people/kinds.ts";

/** A signed-in person, or a script with an API token. */
export type NamedActor = { kind: UserKind | "api_token"; id: string; name: string };

/** Who does something: one of those, or the system itself (specification, section 8). */
export type Actor = NamedActor | { kind: "system" };

/** Commands and jobs act as this. */
export const system: Actor = { kind: "system" };

/** Runs first in a change's transaction; throws if the change was made before, as when a draft is saved twice. */
export type Claim = (trx: Transaction<DB>) => Promise<void>;

/** What a change needs besides its input: who makes it, the queue for its email, and what it claims first. */
export type ChangeContext = { actor: Actor; queue: PgBoss; claim?: Claim };
