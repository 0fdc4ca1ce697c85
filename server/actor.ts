import type { PgBoss } from "pg-boss";
import type { DraftClaim } from "./drafts/drafts.ts";

/** Who does something: a signed-in person, a script with an API token, or the system itself (specification, section 8). */
export type Actor =
  { kind: "support_user" | "organisation_user" | "api_token"; id: string; name: string } | { kind: "system" };

/** Commands and jobs act as this. */
export const system: Actor = { kind: "system" };

/** What a change needs besides its input: who makes it, where its email is queued, and the draft that it saves. */
export type Change = { actor: Actor; queue: PgBoss; draft?: DraftClaim };
