import { TRPCError } from "@trpc/server";
import { type Database, openDatabase } from "../../../db/database.ts";
import { cancelOn } from "../../../db/statements/cancelling.ts";
import type { Actor } from "../../actor.ts";
import { refusal } from "../../refusals.ts";
import { Turns } from "./turns.ts";

/** Who searches, and a function that returns a signal, which is aborted when their client disconnects. */
type Caller = { actor: Actor; disconnected?: () => AbortSignal };

/** Searches wait for each other, and never take the connections that other requests need. */
const limits = { connections: 4, statementTimeout: 3_000 };

/** PostgreSQL's code for a statement that was cancelled or took too long. */
const queryCanceled = "57014";

/**
 * Runs searches and downloads so that they cannot stop the other requests: on connections of their own, two of a caller
 * at a time, each statement for 3 s at most, and no longer than the client waits (specification, section 9, Hostile
 * requests).
 */
export class Searches {
  readonly #db: Database;
  readonly #turns = new Turns({ atOnce: 2, patience: 2_000 });

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Runs a search when it is the caller's turn.
   *
   * @throws {TRPCError} with the reason `tooManySearches` or `searchTooSlow`; CLIENT_CLOSED_REQUEST if the client has
   * disconnected
   */
  async run<Result>(
    { actor, disconnected }: Caller,
    search: (db: Database) => Promise<Result>,
  ): Promise<Result> {
    const signal = disconnected?.();
    try {
      const end = await this.#turns.take(callerOf(actor), signal);
      const run = () => search(this.#db);
      return await (signal === undefined ? run() : cancelOn(signal, run)).finally(end);
    } catch (error) {
      if (signal?.aborted) throw new TRPCError({ code: "CLIENT_CLOSED_REQUEST", cause: error });
      throw isCanceled(error) ? refusal("searchTooSlow") : error;
    }
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }
}

/** Opens the connections for searches. `onIdleError` is as for `openDatabase`. */
export function openSearches(url: string, onIdleError: (error: Error) => void): Searches {
  return new Searches(openDatabase(url, onIdleError, limits));
}

function callerOf(actor: Actor): string {
  return actor.kind === "system" ? actor.kind : `${actor.kind}:${actor.id}`;
}

function isCanceled(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === queryCanceled;
}
