import { data, redirect } from "@remix-run/node";
import type { Answers } from "../../server/drafts/drafts";
import { messageOf } from "../../server/refusals";
import { isRefusal } from "../refusals.server";
import { type ApiArgs, tryFields, withApi } from "../guards.server";
import { fieldNames, type PersonFlow, type Preview } from "./flow";

/** Makes the flow for one request; throws where its organisation or person cannot be found. */
export type MakeFlow = (args: ApiArgs) => Promise<PersonFlow>;

/** Leads to a form with a draft of its own, so that two tabs never mix; where there is no such form, it is 404 here. */
export const startDraft = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const params = { ...args.params, draftId: crypto.randomUUID() };
    const { flow } = await enter({ ...args, params }, makeFlow);
    throw redirect(flow.paths.form);
  });

/** Loads the form: as it begins, or with the answers of its draft. */
export const detailsLoader = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const { flow, draft } = await enter(args, makeFlow);
    if (draft.state === "saved") throw redirect(flow.paths.saved);
    const fromCheck = new URL(args.request.url).searchParams.get("from") === "check";
    return {
      wording: flow.wording,
      values: draft.state === "open" ? draft.answers : flow.initial,
      back: fromCheck && draft.state === "open" ? flow.paths.check : flow.paths.exit,
      cancel: flow.paths.exit,
      banner: await args.server.takeBanner(),
    };
  });

/** Stores valid answers and leads to the check page; shows the form again with what is wrong otherwise. */
export const detailsAction = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const { flow } = await enter(args, makeFlow);
    const values = await readAnswers(args.request);
    const { errors } = await attempt(args, flow, () => flow.check(values));
    if (errors) return data({ errors, values }, 400);
    await args.server.storeAnswers(draftName(flow), values);
    throw redirect(flow.paths.check);
  });

/** Loads the check page, with what has become wrong since the form was posted. */
export const checkLoader = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const { flow, draft } = await enter(args, makeFlow);
    if (draft.state === "saved") throw redirect(flow.paths.saved);
    if (draft.state === "none") throw redirect(flow.paths.form);
    const outcome = await attempt(args, flow, () => flow.check(draft.answers));
    const preview: Preview = outcome.errors ? { ...draft.answers, changeable: fieldNames } : outcome.result;
    return { wording: flow.wording, paths: flow.paths, preview, errors: outcome.errors };
  });

/** Saves the answers. A repeat lands where the first save did, with the same banner (specification, section 3, Saving twice). */
export const checkAction = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const { flow, draft } = await enter(args, makeFlow);
    if (draft.state === "none") throw redirect(flow.paths.form);
    if (draft.state === "open") {
      const { errors } = await attempt(args, flow, () => saveOnce(flow, draft.answers));
      if (errors) return data({ errors }, 400);
    }
    await args.server.leaveBanner({ type: "success", text: flow.wording.saved });
    throw redirect(flow.paths.saved);
  });

/** The flow and its draft; a person who has signed in since can only be looked at. */
async function enter(args: ApiArgs, makeFlow: MakeFlow) {
  const flow = await makeFlow(args);
  const draft = await args.server.readDraft(draftName(flow));
  if (flow.isLocked && draft.state !== "saved") throw await leaveLocked(args, flow);
  return { flow, draft };
}

/** Runs a call that may find fields at fault, or that the person has signed in meanwhile. */
async function attempt<Result>(args: ApiArgs, flow: PersonFlow, call: () => Promise<Result>) {
  try {
    return await tryFields(call, fieldNames);
  } catch (error) {
    throw isRefusal(error, "signedInMeanwhile") ? await leaveLocked(args, flow) : error;
  }
}

async function leaveLocked({ server }: ApiArgs, flow: PersonFlow): Promise<Response> {
  await server.leaveBanner({ type: "important", text: messageOf("signedInMeanwhile") });
  return redirect(flow.paths.exit);
}

async function saveOnce(flow: PersonFlow, answers: Answers): Promise<void> {
  try {
    await flow.save(answers);
  } catch (error) {
    if (!isRefusal(error, "alreadySaved")) throw error;
  }
}

const draftName = ({ draftId, scope }: PersonFlow) => ({ id: draftId, scope });

async function readAnswers(request: Request): Promise<Answers> {
  // A post without a body is a form without fields; Remix's own reader would fail on it.
  const form = request.body === null ? new FormData() : await request.formData();
  const text = (name: keyof Answers) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return { firstName: text("firstName"), lastName: text("lastName"), email: text("email") };
}
