import { type EmailKind, type NotifyEnvironment, templateId } from "../../server/environment.ts";
import { findPlaceholders, readTemplates, type Template } from "./templates.ts";
import { type Notify, NotifyError, type NotifyTemplate } from "../emails/notify.ts";

/** What is wrong with one template in Notify, if anything is; and whether only its wording differs from ours. */
export type TemplateCheck = { kind: EmailKind; problems: string[]; isReworded: boolean };

/**
 * Compares each configured template in Notify with the text that belongs there: it has to be an email, named after its
 * kind, and to ask for the same personalisation, for an email that lacks some is refused.
 *
 * @throws {NotifyError} where Notify cannot be asked at all
 */
export function checkTemplates(
  environment: NotifyEnvironment,
  notify: Pick<Notify, "template">,
): Promise<TemplateCheck[]> {
  return Promise.all(
    readTemplates().map(async (ours) => {
      const theirs = await fetchTemplate(notify, templateId(environment, ours.kind));
      if (theirs === undefined) {
        return { kind: ours.kind, problems: ["Notify has no template with this id"], isReworded: false };
      }
      return { kind: ours.kind, problems: compare(ours, theirs), isReworded: isReworded(ours, theirs) };
    }),
  );
}

async function fetchTemplate(notify: Pick<Notify, "template">, id: string) {
  try {
    return await notify.template(id);
  } catch (error) {
    if (error instanceof NotifyError && /^(400|404) /.test(error.message)) return undefined;
    throw error;
  }
}

function compare(ours: Template, theirs: NotifyTemplate): string[] {
  if (theirs.type !== "email") return [`It is a template for a ${theirs.type}, not for an email`];
  const asked = findPlaceholders(`${theirs.subject}\n${theirs.body}`);
  const missing = without(ours.placeholders, asked).map((name) => `It lacks ((${name}))`);
  const unknown = without(asked, ours.placeholders).map(
    (name) => `It asks for ((${name})), which we do not send`,
  );
  const misnamed = fold(theirs.name) !== fold(ours.kind) ? [`It is called ‘${theirs.name}’`] : [];
  return [...misnamed, ...missing, ...unknown];
}

function without(names: string[], others: string[]): string[] {
  const known = new Set(others.map(fold));
  return names.filter((name) => !known.has(fold(name)));
}

/** Notify tells placeholders apart without regard to case, spaces, hyphens and underscores; names may as well. */
const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

function isReworded(ours: Template, theirs: NotifyTemplate): boolean {
  const text = (subject: string, body: string) => `${subject}\n${body}`.replaceAll("\r\n", "\n").trim();
  return text(ours.subject, ours.body) !== text(theirs.subject, theirs.body);
}
