import { readFileSync } from "node:fs";
import { type EmailKind, emailKinds } from "../../server/environment.ts";

/** The text of one kind of email, as it stands in Notify. */
export type Template = { kind: EmailKind; subject: string; body: string; placeholders: string[] };

/** A template file that does not begin with a subject line, a blank line and a body. */
export class TemplateError extends Error {
  override name = "TemplateError";
}

/**
 * Reads the template texts of `jobs/templates/`, one file for each kind of email (specification, section 4).
 *
 * @throws {TemplateError} naming the kind whose file is malformed
 */
export function readTemplates(): Template[] {
  return emailKinds.map((kind) => {
    const file = new URL(`./${kind.replaceAll("_", "-")}.md`, import.meta.url);
    return parseTemplate(kind, readFileSync(file, "utf8"));
  });
}

/**
 * Takes a template file apart: `Subject: …`, a blank line, the body.
 *
 * @throws {TemplateError} when the text is not of that form
 */
export function parseTemplate(kind: EmailKind, text: string): Template {
  const parts = /^Subject: (?<subject>\S.*)\n\n(?<body>\S[\s\S]*)$/.exec(text.replaceAll("\r\n", "\n"));
  const { subject, body } = parts?.groups ?? {};
  if (!subject || !body) {
    throw new TemplateError(`The template ${kind} must be a 'Subject: ' line, a blank line and a body.`);
  }
  return { kind, subject, body: body.trimEnd(), placeholders: findPlaceholders(`${subject}\n${body}`) };
}

/** The fields that a text asks for, each once; of a conditional one, `((name??text))`, its name. */
export function findPlaceholders(text: string): string[] {
  const names = [...text.matchAll(/\(\(([^()]+)\)\)/g)].map(([, name]) => name?.split("??")[0] ?? "");
  return [...new Set(names)];
}
