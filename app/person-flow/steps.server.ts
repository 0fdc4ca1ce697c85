import { data, redirect } from "@remix-run/node";
import { type Details, mapDetails } from "../../server/people/details";
import { messageOf } from "../../server/refusals";
import type { SignedInArgs } from "../guards.server";
import { paths } from "../paths";
import { isRefusal, tryFields } from "../refusals.server";
import { uuidParam } from "../request.server";
import { fieldNames, type PersonFlow, type Preview } from "./flow";

/** Makes the flow for one request. Throws if the organisation or user in the URL does not exist. */
export type MakeFlow = (args: SignedInArgs) => PersonFlow | Promise<PersonFlow>;

/** Redirects to a form with a new draft id, so that two browser tabs do not share a draft. */
export const startDraft = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const flow = await makeFlow(args);
  if (flow.isLocked) return leaveLocked(args, flow);
  return redirect(paths.form(flow.start, crypto.randomUUID()));
};

/** Loads the form, with the draft's answers or, if none are stored yet, with the flow's initial values. */
export const detailsLoader = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const { flow, draft, check } = await loadFlow(args, makeFlow);
  if (draft.state === "saved") throw redirect(flow.saved);
  const fromCheck = new URL(args.request.url).searchParams.get("from") === "check";
  return {
    wording: flow.wording,
    values: draft.state === "open" ? draft.answers : flow.initial,
    back: fromCheck && draft.state === "open" ? check : flow.exit,
    cancel: flow.exit,
    banner: await args.server.takeBanner(),
  };
};

/** Stores valid answers in the draft and redirects to the check page. Invalid ones are shown again, with errors. */
export const detailsAction = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const { flow, draftName, check } = await loadFlow(args, makeFlow);
  const values = await readAnswers(args.request);
  const { errors } = await attempt(args, flow, () => flow.check(values));
  if (errors) return data({ errors, values }, 400);
  await args.server.storeAnswers(draftName, values);
  throw redirect(check);
};

/** Loads the check page. Answers that were valid can have errors by now, such as an email address in use. */
export const checkLoader = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const { flow, draft, form } = await loadFlow(args, makeFlow);
  if (draft.state === "saved") throw redirect(flow.saved);
  if (draft.state === "none") throw redirect(form);
  const outcome = await attempt(args, flow, () => flow.check(draft.answers));
  const preview: Preview = outcome.errors ? { ...draft.answers, changeable: fieldNames } : outcome.result;
  return { wording: flow.wording, form, exit: flow.exit, preview, errors: outcome.errors };
};

const savedBanners = { add: "User added", edit: "User updated" };

/** Saves the answers. Posting again saves nothing, with the same response (specification, section 3, Saving twice). */
export const checkAction = (makeFlow: MakeFlow) => async (args: SignedInArgs) => {
  const { flow, draft, draftName, form } = await loadFlow(args, makeFlow);
  if (draft.state === "none") throw await askAgain(args, form);
  if (draft.state === "open") {
    const api = await args.server.api(draftName);
    const { errors } = await attempt(args, flow, () => ignoreRepeat(flow.save(api, draft.answers)));
    if (errors) return data({ errors }, 400);
  }
  await args.server.leaveBanner({ type: "success", text: savedBanners[flow.purpose] });
  throw redirect(flow.saved);
};

/** Loads the flow, and the draft in the URL. Throws a redirect if the user is locked, unless the draft is saved. */
async function loadFlow(args: SignedInArgs, makeFlow: MakeFlow) {
  const draftId = uuidParam(args.params, "draftId");
  const flow = await makeFlow(args);
  const draftName = { id: draftId, scope: flow.scope };
  const draft = await args.server.readDraft(draftName);
  if (flow.isLocked && draft.state !== "saved") throw await leaveLocked(args, flow);
  const form = paths.form(flow.start, draftId);
  return { flow, draft, draftName, form, check: paths.checkAnswers(form) };
}

/**
 * Calls a procedure and returns its result or the errors of fields. Throws a redirect if the user has signed in
 * since the flow began, and so can no longer be changed.
 */
async function attempt<Result>(args: SignedInArgs, flow: PersonFlow, call: () => Promise<Result>) {
  try {
    return await tryFields(call, fieldNames);
  } catch (error) {
    throw isRefusal(error, "signedInMeanwhile") ? await leaveLocked(args, flow) : error;
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

async function leaveLocked({ server }: SignedInArgs, flow: PersonFlow): Promise<Response> {
  await server.leaveBanner({ type: "important", text: messageOf("signedInMeanwhile") });
  return redirect(flow.exit);
}

async function ignoreRepeat(saving: Promise<unknown>): Promise<void> {
  try {
    await saving;
  } catch (error) {
    if (!isRefusal(error, "alreadySaved")) throw error;
  }
}

async function readAnswers(request: Request): Promise<Details> {
  // `formData` throws if the request has no body, which here counts as a form without fields.
  const form = request.body === null ? new FormData() : await request.formData();
  return mapDetails(({ name }) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  });
}
