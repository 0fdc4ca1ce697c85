import { data, redirect } from "@remix-run/node";
import type { Answers } from "../../server/drafts/drafts";
import type { FieldErrors } from "../../server/field-errors";
import { type ApiArgs, isRepeat, tryFields, withApi } from "../with-api.server";
import { fields, type PersonFlow, type Preview } from "./flow";

/** Makes the flow for one request; throws where its organisation or person cannot be found. */
export type MakeFlow = (args: ApiArgs) => Promise<PersonFlow>;

const fieldNames = fields.map(({ name }) => name);
const noAnswers: Answers = { firstName: "", lastName: "", email: "" };

/** Loads the form: empty, or with the answers of its draft. */
export const detailsLoader = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const flow = await makeFlow(args);
    const draft = await readDraft(args, flow);
    if (draft.state === "saved") throw redirect(flow.paths.saved);
    const fromCheck = new URL(args.request.url).searchParams.get("from") === "check";
    return {
      wording: flow.wording,
      values: draft.state === "open" ? draft.answers : noAnswers,
      back: fromCheck && draft.state === "open" ? flow.paths.check : flow.paths.exit,
      cancel: flow.paths.exit,
    };
  });

/** Stores valid answers and leads to the check page; shows the form again with what is wrong otherwise. */
export const detailsAction = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const flow = await makeFlow(args);
    const values = await readAnswers(args.request);
    const { errors } = await tryFields(() => flow.check(values), fieldNames);
    if (errors) return data({ errors, values }, 400);
    await args.console.storeAnswers(draftName(flow), values);
    throw redirect(flow.paths.check);
  });

/** Loads the check page, with what has become wrong since the form was posted. */
export const checkLoader = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const flow = await makeFlow(args);
    const draft = await readDraft(args, flow);
    if (draft.state === "saved") throw redirect(flow.paths.saved);
    if (draft.state === "none") throw redirect(flow.paths.form);
    const outcome = await tryFields(() => flow.check(draft.answers), fieldNames);
    const preview: Preview = outcome.errors ? { ...draft.answers, changeable: fieldNames } : outcome.result;
    return { wording: flow.wording, paths: flow.paths, preview, errors: outcome.errors };
  });

/** Saves the answers. A repeat lands where the first save did, with the same banner (SPEC §3, Saving twice). */
export const checkAction = (makeFlow: MakeFlow) =>
  withApi(async (args) => {
    const flow = await makeFlow(args);
    const draft = await readDraft(args, flow);
    if (draft.state === "none") throw redirect(flow.paths.form);
    if (draft.state === "open") {
      const errors = await save(flow, draft.answers);
      if (errors) return data({ errors }, 400);
    }
    await args.console.leaveBanner({ type: "success", text: flow.wording.saved });
    throw redirect(flow.paths.saved);
  });

async function save(flow: PersonFlow, answers: Answers): Promise<FieldErrors | undefined> {
  try {
    return (await tryFields(() => flow.save(answers), fieldNames)).errors;
  } catch (error) {
    if (isRepeat(error)) return undefined;
    throw error;
  }
}

const draftName = ({ draftId, scope }: PersonFlow) => ({ id: draftId, scope });

function readDraft({ console }: ApiArgs, flow: PersonFlow) {
  return console.readDraft(draftName(flow));
}

async function readAnswers(request: Request): Promise<Answers> {
  const form = await request.formData();
  const text = (name: keyof Answers) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return { firstName: text("firstName"), lastName: text("lastName"), email: text("email") };
}
