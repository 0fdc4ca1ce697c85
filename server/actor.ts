import type { Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { ActivityAction, DB } from "../db/types.ts";
import type { Scope } from "./api-tokens/scopes.ts";
import type { Report } from "./security-events/report.ts";
import type { UserKind } from "./people/kinds.ts";

/**
 * An actor with a name: a signed-in person, or a script with an API token. `scopes`: what a script may do; without, it may
 * call nothing. `report` writes the security events of what they do.
 */
export type NamedActor = {
  kind: UserKind | "api_token";
  id: string;
  name: string;
  scopes?: readonly Scope[];
  report?: Report;
};

/** Who makes a change: a person, a script, or the system itself (specification, section 8). */
export type Actor = NamedActor | { kind: "system"; report?: undefined };

/** The actor of changes that commands and jobs make. */
export const system: Actor = { kind: "system" };

/**
 * A callback that runs first in a change's transaction. It stores what must commit together with the change: that the
 * page's draft is saved, and the banner of the next page. It throws if the draft was saved before, so that a change
 * cannot be made twice.
 */
export type Claim = (trx: Transaction<DB>) => Promise<void>;

/**
 * A callback that runs last in the transaction of a row of a bulk change. It stores the row's outcome, from what was done
 * and the user's id.
 */
type Settle = (trx: Transaction<DB>, action: ActivityAction, userId: string) => Promise<void>;

/** A callback that runs last in a change's transaction. It stores the id in the answer, for when the call is repeated. */
type Answered = (trx: Transaction<DB>, id: string) => Promise<void>;

/**
 * What a change needs besides its input: who makes it, the queue for its emails, the callback that stores what commits
 * with it, before and after and, if the change is a row of a bulk change, the id of that and the callback that stores the outcome.
 */
export type ChangeContext = {
  actor: Actor;
  queue: PgBoss;
  claim?: Claim;
  answered?: Answered;
  bulkChangeId?: string;
  settle?: Settle;
};
