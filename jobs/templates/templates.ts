import { readFileSync } from "node:fs";
import { type EmailKind, emailKindNames, emailKinds } from "../../server/emails/kinds.ts";

/** The text of one kind of email, ready to paste into Notify. */
export type Template = { kind: EmailKind; subject: string; body: string; placeholders: string[] };

/**
 * Reads the template texts of `jobs/templates/`, one file for each kind of email (specification, section 4).
 *
 * @throws {Error} naming the kind whose file is malformed
 */
export function readTemplates(): Template[] {
  return emailKindNames.map((kind) => {
    const file = new URL(emailKinds[kind].template, import.meta.url);
    return parseTemplate(kind, readFileSync(file, "utf8"));
  });
}

/**
 * Splits a template file into subject, `Subject: …`, and body, with a blank line between them.
 *
 * @throws {Error} when the text has another form
 */
export function parseTemplate(kind: EmailKind, text: string): Template {
  const parts = /^Subject: (?<subject>\S.*)\n\n(?<body>\S[\s\S]*)$/.exec(text.replaceAll("\r\n", "\n"));
  const { subject, body } = parts?.groups ?? {};
  if (!subject || !body) {
    throw new Error(`The template ${kind} must be a 'Subject: ' line, a blank line and a body.`);
  }
  return { kind, subject, body: body.trimEnd(), placeholders: findPlaceholders(`${subject}\n${body}`) };
}

/** Finds the names of the placeholders in a text, each once. `((name??text))` is Notify's conditional form. */
export function findPlaceholders(text: string): string[] {
  const names = [...text.matchAll(/\(\(([^()]+)\)\)/g)].map(([, name]) => name?.split("??")[0] ?? "");
  return [...new Set(names)];
}
