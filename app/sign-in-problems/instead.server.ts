import { data, redirect } from "@remix-run/node";
import { messageOf } from "../../server/refusals";
import type { Instead } from "../../server/sign-in-problems/schema";
import { inWords } from "../components/sign-in-problems/problem-words";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { errorCodeOf, isRefusal, tryFields } from "../refusals.server";
import { uuidParam } from "../request.server";
import { readProblem } from "./add-person.server";
import { readConfirmation } from "./confirmation.server";

const banner = { type: "success", text: "We will invite this address" } as const;

/** Loads what inviting the refused address would change (specification, section 12, Inviting another address). */
export async function insteadLoader(args: SignedInArgs) {
  const { ids, problem } = readIds(args);
  const instead = await attempt(args, () => args.api.signInProblems.checkInstead(ids));
  const organisation = instead.kind === "support_user" ? null : inWords(instead.organisations);
  return { instead, problem, organisation, warning: warningOf(instead) };
}

/** Invites the address, and leads to the person. The response is the same if this support user has just done so. */
export async function insteadAction(args: SignedInArgs<Request>) {
  const { ids } = readIds(args);
  const { confirmed, errors } = await readConfirmation(args.request);
  if (errors) return data({ errors }, 400);
  const api = await args.server.api({ banner });
  const { kind, id } = await attempt(args, () => api.signInProblems.inviteInstead({ ...ids, confirmed }));
  throw redirect(paths.user(listOf[kind], id));
}

const listOf = { support_user: paths.supportUsers, organisation_user: paths.allOrganisationUsers };

/** Calls a procedure. If a rule refuses the invitation by now, throws a redirect to the problem, which says why. */
async function attempt<Result>(args: SignedInArgs, call: () => Promise<Result>): Promise<Result> {
  try {
    const outcome = await tryFields(call, ["email"]);
    if (outcome.errors) throw await leaveProblem(args, messageOf("emailInUse"));
    return outcome.result;
  } catch (error) {
    const isClosed = isRefusal(error, "problemClosed");
    if (isClosed || errorCodeOf(error) === "NOT_FOUND") await throwIfDone(args);
    if (isClosed || isRefusal(error, "hasSignedIn", "cannotInvite"))
      throw await leaveProblem(args, error.message);
    throw error;
  }
}

async function leaveProblem(args: SignedInArgs, text: string): Promise<Response> {
  await args.server.leaveBanner({ type: "important", text });
  return redirect(readIds(args).problem);
}

/** Throws the response of the invitation if this support user has just invited the address, as when they post twice. */
async function throwIfDone(args: SignedInArgs): Promise<void> {
  const [{ email }, { items }] = await Promise.all([
    args.api.signInProblems.get({ problemId: readIds(args).ids.problemId }),
    args.api.activity.list({ kind: "invited_instead", userId: args.user.id }),
  ]);
  const done = items.find(({ subject }) => subject?.email === email.toLowerCase())?.subject;
  if (!done?.id || (done.kind !== "support_user" && done.kind !== "organisation_user")) return;
  await args.server.leaveBanner(banner);
  throw redirect(paths.user(listOf[done.kind], done.id));
}

function warningOf({ kind, person, newEmail, willEmailOldAddress }: Instead): string {
  const invitation = `We will email ${newEmail} with sign-in details.`;
  if (kind === "support_user" || !willEmailOldAddress) return invitation;
  return `We will email ${person.email} to tell them their invitation now goes to another address. ${invitation}`;
}

function readIds(args: SignedInArgs) {
  const { problemId, problem } = readProblem(args);
  return { ids: { problemId, userId: uuidParam(args.params, "userId") }, problem };
}
