import { type EmailKind, templateId } from "../../server/emails/kinds.ts";
import type { NotifyEnvironment } from "../../server/environment.ts";
import { type Notify, NotifyError, type NotifyTemplate } from "../emails/notify.ts";
import { findPlaceholders, readTemplates, type Template } from "./templates.ts";

/** The problems of one template in Notify. `isReworded`: its text differs from ours, which is allowed. */
type TemplateCheck = { kind: EmailKind; problems: string[]; isReworded: boolean };

/**
 * Compares each configured template in Notify with our text. It must be an email template, be named after its kind and
 * have the same placeholders, because Notify refuses an email without a value for one of its template's placeholders.
 *
 * @throws {NotifyError} if a request to Notify fails; a template that does not exist is a problem, not an error
 */
export function checkTemplates(
  environment: NotifyEnvironment,
  notify: Pick<Notify, "getTemplate">,
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

async function fetchTemplate(notify: Pick<Notify, "getTemplate">, id: string) {
  try {
    return await notify.getTemplate(id);
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

/** Removes what Notify ignores in placeholders, and we in template names: case, spaces, hyphens, underscores. */
const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

function isReworded(ours: Template, theirs: NotifyTemplate): boolean {
  const text = (subject: string, body: string) => `${subject}\n${body}`.replaceAll("\r\n", "\n").trim();
  return text(ours.subject, ours.body) !== text(theirs.subject, theirs.body);
}
