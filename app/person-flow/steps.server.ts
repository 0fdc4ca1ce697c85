import { data, redirect } from "@remix-run/node";
import { type Details, mapDetails } from "../../server/people/details";
import { messageOf, reasonOf } from "../../server/refusals";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { isRefusal, tryFields } from "../refusals.server";
import { readForm, uuidParam } from "../request.server";
import { readConfirmation } from "../sign-in-problems/confirmation.server";
import { fieldNames, type LockReason, lockReasons, type PersonFlow, type Preview } from "./flow";

/** Makes the flow for one request. Throws a 404 response if an id in the URL is not a UUID. */
export type MakeFlow = (args: SignedInArgs) => PersonFlow;

/** Redirects to a form with a new draft id, so that two browser tabs do not share a draft. */
export const startDraft = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const flow = makeFlow(args);
  const { locked } = await flow.describe();
  if (locked) return leaveLocked(args, flow, locked);
  return redirect(paths.form(flow.start, crypto.randomUUID()));
};

/** Loads the form, with the draft's answers or, if none are stored yet, with the flow's initial values. */
export const detailsLoader = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const { flow, described, draft, check } = await loadStep(args, makeFlow);
  if (draft.state === "saved") throw redirect(flow.saved);
  const fromCheck = new URL(args.request.url).searchParams.get("from") === "check";
  return {
    wording: described.wording,
    values: draft.state === "open" ? draft.answers : described.initial,
    back: fromCheck && draft.state === "open" ? check : flow.exit,
    cancel: flow.exit,
    banner: await args.server.takeBanner(),
  };
};

/** Stores valid answers in the draft and redirects to the check page. Invalid ones are shown again, with errors. */
export const detailsAction = (makeFlow: MakeFlow) => async (args: SignedInArgs<Request>) => {
  await args.server.countSave();
  const { flow, described, draftName, check } = await loadStep(args, makeFlow);
  const values = await readAnswers(args.request);
  const { errors } = await attempt(args, flow, () => described.check(values));
  if (errors) return data({ errors, values }, 400);
  await args.server.storeAnswers(draftName, values);
  throw redirect(check);
};

/** Loads the check page. Answers that were valid can have errors by now, such as an email address in use. */
export const checkLoader = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const { flow, described, draft, form } = await loadStep(args, makeFlow);
  if (draft.state === "saved") throw redirect(flow.saved);
  if (draft.state === "none") throw redirect(form);
  const outcome = await attempt(args, flow, () => described.check(draft.answers));
  const preview: Preview = outcome.errors ? { ...draft.answers, changeable: fieldNames } : outcome.result;
  return { wording: described.wording, form, exit: flow.exit, preview, errors: outcome.errors };
};

const savedBanners = {
  add: { type: "success", text: "User added" },
  edit: { type: "success", text: "User updated" },
} as const;

/** Saves the answers. Posting again saves nothing, with the same response (specification, section 3, Saving twice). */
export const checkAction = (makeFlow: MakeFlow) => async (args: SignedInArgs<Request>) => {
  const { flow, draftName, form } = locateStep(args, makeFlow);
  const draft = await args.server.readDraft(draftName);
  if (draft.state === "none") {
    await loadStep(args, makeFlow); // the organisation or user may not exist, or the user may be locked
    throw await askAgain(args, form);
  }
  const banner = savedBanners[flow.purpose];
  const leaveBanner = () => args.server.leaveBanner(banner);
  if (draft.state === "saved") await leaveBanner();
  else {
    const unconfirmed = flow.needsConfirmation && (await readConfirmation(args.request)).errors;
    if (unconfirmed) return data({ errors: unconfirmed }, 400);
    const api = await args.server.api({ banner, draft: draftName });
    const save = () => flow.save(api, draft.answers).catch(unlessRepeat(leaveBanner));
    const { errors } = await attempt(args, flow, save);
    if (errors) return data({ errors }, 400);
  }
  throw redirect(flow.saved);
};

/** The flow of the page in the URL, its draft and its paths. */
function locateStep(args: SignedInArgs, makeFlow: MakeFlow) {
  const draftId = uuidParam(args.params, "draftId");
  const flow = makeFlow(args);
  const form = paths.form(flow.start, draftId);
  return { flow, draftName: { id: draftId, scope: flow.scope }, form, check: paths.checkAnswers(form) };
}

/** Reads what the page shows, and its draft. Throws a redirect if nothing can be saved, unless the draft is saved. */
async function loadStep(args: SignedInArgs, makeFlow: MakeFlow) {
  const step = locateStep(args, makeFlow);
  const described = await step.flow.describe();
  const draft = await args.server.readDraft(step.draftName);
  const { locked } = described;
  if (locked && draft.state !== "saved") throw await leaveLocked(args, step.flow, locked);
  return { ...step, described, draft };
}

/**
 * Calls a procedure and returns its result or the errors of fields. Throws a redirect if since the flow began something
 * ended it, such as that the user has signed in; a 404 response if configuration forbids editing since.
 */
async function attempt<Result>(args: SignedInArgs, flow: PersonFlow, call: () => Promise<Result>) {
  try {
    return await tryFields(call, fieldNames);
  } catch (error) {
    const reason = lockReasons.find((known) => known === reasonOf(error));
    if (reason) throw await leaveLocked(args, flow, reason);
    throw isRefusal(error, "editingIsOff") ? new Response(null, { status: 404 }) : error;
  }
}

/**
 * Redirects to the form, empty. The check page was posted without its draft: the draft ended with its session, because
 * somebody signed in again in another tab (specification, section 6, Sessions).
 */
async function askAgain({ server }: SignedInArgs, form: string): Promise<Response> {
  const text = "You signed in again in another tab. Enter the details again.";
  await server.leaveBanner({ type: "important", text });
  return redirect(form);
}

async function leaveLocked(
  { server }: SignedInArgs,
  flow: PersonFlow,
  reason: LockReason,
): Promise<Response> {
  await server.leaveBanner({ type: "important", text: messageOf(reason) });
  return redirect(flow.exit);
}

/** Handles the error of a save: calls `onRepeat` if another request has saved the draft, or else throws the error. */
function unlessRepeat(onRepeat: () => Promise<void>) {
  return (error: unknown): Promise<void> => {
    if (!isRefusal(error, "alreadySaved")) throw error;
    return onRepeat();
  };
}

async function readAnswers(request: Request): Promise<Details> {
  const form = await readForm(request);
  return mapDetails(({ name }) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  });
}
