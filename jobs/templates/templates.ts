import { readFileSync } from "node:fs";
import { type EmailKind, emailKindNames, emailKinds } from "../../server/emails/kinds.ts";

/** The text of one kind of email, in Notify's format. Operators paste it into Notify. */
export type Template = { kind: EmailKind; subject: string; body: string; placeholders: string[] };

/**
 * Reads the templates in `jobs/templates/`, one file for each kind of email (specification, section 4).
 *
 * @throws {Error} if a file is malformed, naming the kind of email
 */
export function readTemplates(): Template[] {
  return emailKindNames.map((kind) => {
    const file = new URL(emailKinds[kind].template, import.meta.url);
    return parseTemplate(kind, readFileSync(file, "utf8"));
  });
}

/**
 * Splits the text of a template file into the subject (first line, `Subject: …`) and the body (after a blank line).
 *
 * @throws {Error} if the text does not have this form
 */
export function parseTemplate(kind: EmailKind, text: string): Template {
  const parts = /^Subject: (?<subject>\S.*)\n\n(?<body>\S[\s\S]*)$/.exec(text.replaceAll("\r\n", "\n"));
  const { subject, body } = parts?.groups ?? {};
  if (!subject || !body) {
    throw new Error(`The template ${kind} must be a 'Subject: ' line, a blank line and a body.`);
  }
  return { kind, subject, body: body.trimEnd(), placeholders: findPlaceholders(`${subject}\n${body}`) };
}

/** Returns each placeholder's name once. `((name??text))`, Notify's conditional form, is the placeholder `name` too. */
export function findPlaceholders(text: string): string[] {
  const names = [...text.matchAll(/\(\(([^()]+)\)\)/g)].map(([, name]) => name?.split("??")[0] ?? "");
  return [...new Set(names)];
}
