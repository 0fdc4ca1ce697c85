import { type EmailKind, templateId } from "../../server/emails/kinds.ts";
import type { NotifyEnvironment } from "../../server/environment.ts";
import type { NotifyTemplate } from "../notify/answers.ts";
import type { Notify } from "../notify/notify.ts";
import { findPlaceholders, readTemplates, type Template } from "./templates.ts";

/** The problems of one template in Notify. `isReworded`: its text differs from ours, which is allowed. */
type TemplateCheck = { kind: EmailKind; problems: string[]; isReworded: boolean };

/**
 * Compares each configured template in Notify with our text. It must be named after its kind and have the same
 * placeholders, because Notify refuses an email without a value for one of its template's placeholders. The templates
 * are read from Notify's list: asked for a single one, Notify also returns a template that was deleted.
 *
 * @throws {NotifyError} if the request to Notify fails
 */
export async function checkTemplates(
  environment: NotifyEnvironment,
  notify: Pick<Notify, "listTemplates">,
): Promise<TemplateCheck[]> {
  const list = await notify.listTemplates();
  return readTemplates().map((ours) => {
    const id = templateId(environment, ours.kind).toLowerCase();
    const theirs = list.find((template) => template.id.toLowerCase() === id);
    if (theirs === undefined) return { kind: ours.kind, problems: [missing], isReworded: false };
    return { kind: ours.kind, problems: compare(ours, theirs), isReworded: isReworded(ours, theirs) };
  });
}

const missing = "Notify has no email template with this id, or it was deleted";

function compare(ours: Template, theirs: NotifyTemplate): string[] {
  const asked = findPlaceholders(`${theirs.subject}\n${theirs.body}`);
  const lacking = without(ours.placeholders, asked).map((name) => `It lacks ((${name}))`);
  const unknown = without(asked, ours.placeholders).map(
    (name) => `It asks for ((${name})), which we do not send`,
  );
  const misnamed = fold(theirs.name) !== fold(ours.kind) ? [`It is called ‘${theirs.name}’`] : [];
  return [...misnamed, ...lacking, ...unknown];
}

function without(names: string[], others: string[]): string[] {
  const known = new Set(others.map(fold));
  return names.filter((name) => !known.has(fold(name)));
}

/** Removes what Notify ignores in placeholders, and we in template names: case, spaces, hyphens, underscores. */
const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

function isReworded(ours: Template, theirs: NotifyTemplate): boolean {
  const text = (subject: string, body: string) => `${subject}\n${body}`.replaceAll("\r\n", "\n").trim();
  return text(ours.subject, ours.body) !== text(theirs.subject, theirs.body);
}
