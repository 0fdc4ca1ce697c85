import type { Transaction } from "kysely";
import type { DB } from "../../db/types.ts";
import type { Actor, ChangeContext } from "../actor.ts";
import { detailColumns } from "../people/details.ts";
import { type UserKind, userKinds } from "../people/kinds.ts";
import { currentIdOf } from "../people/merged.ts";
import type { Context } from "../procedures/trpc.ts";
import { notFound } from "../refusals.ts";
import { claimKey, Repeated, storeAnswerId, storedKey } from "./keys.ts";

type Keyed = { idempotencyKey?: string | undefined };

type Admitted = Context & { actor: Actor };

/** Makes a change, in a transaction that begins with `claim` and ends with `answered`. */
type Change<Input, Answer> = (
  context: Admitted & ChangeContext,
  input: Omit<Input, "idempotencyKey">,
) => Promise<Answer>;

type Call<Input> = { ctx: Admitted; path: string; input: Input };

/**
 * Returns the resolver of a procedure that makes a change and answers nothing. With an idempotency key, the change is made
 * once, and a repeat does nothing (specification, section 5, Repeating a change).
 *
 * @throws {TRPCError} with the reason `idempotencyKeyUsed`; and the errors of `change`
 */
export function once<Input extends Keyed>(change: Change<Input, void>) {
  return async (call: Call<Input>): Promise<void> => {
    await attempt(change, call);
  };
}

/**
 * Does what `once` does for a change that answers with an `id`: a repeat gets the first answer.
 *
 * @param again answers a repeat, from the id in the first answer
 */
export function onceAnswering<Input extends Keyed, Answer extends { id: string }>(
  change: Change<Input, Answer>,
  again: (context: Admitted, id: string) => Promise<Answer>,
) {
  return async (call: Call<Input>): Promise<Answer> => {
    const outcome = await attempt(change, call);
    return outcome instanceof Repeated ? again(call.ctx, outcome.answerId) : outcome;
  };
}

/** Makes a change, unless it was made with the call's key. */
async function attempt<Input extends Keyed, Answer>(
  change: Change<Input, Answer>,
  { ctx, path, input }: Call<Input>,
): Promise<Answer | Repeated> {
  const { idempotencyKey: key, ...rest } = input;
  if (key === undefined || ctx.actor.kind === "system") return change(ctx, rest);
  const stored = storedKey(ctx.actor.id, path, key, rest);
  const claim = async (trx: Transaction<DB>) => {
    await claimKey(trx, stored);
    await ctx.claim?.(trx);
  };
  const answered = (trx: Transaction<DB>, id: string) => storeAnswerId(trx, stored, id);
  try {
    return await change({ ...ctx, claim, answered }, rest);
  } catch (error) {
    if (error instanceof Repeated) return error;
    throw error;
  }
}

/** Answers with a person's details, as they are stored now: only ids are stored with keys. */
export async function answerPerson({ db }: Pick<Admitted, "db">, id: string) {
  const find = (kind: UserKind) =>
    db
      .selectFrom(userKinds[kind].table)
      .select(["id", ...detailColumns])
      .where("id", "=", currentIdOf(id))
      .executeTakeFirst();
  const user = await find("organisation_user");
  if (user) return { kind: "organisation_user" as const, ...user };
  const supportUser = await find("support_user");
  if (supportUser) return { kind: "support_user" as const, ...supportUser };
  throw notFound();
}
