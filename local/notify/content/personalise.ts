import { isDeepStrictEqual } from "node:util";
import type { Template } from "../../../jobs/templates/templates.ts";
import { badRequest } from "../api/api-error.ts";
import { sanitise } from "./sanitise.ts";

/** The values of the placeholders, by name. A value is a text or a list, which becomes bullets in the body. */
type Personalisation = Record<string, unknown>;

/** The text of an email, without placeholders. The body is in Notify's Markdown. */
export type Content = { subject: string; body: string };

/** The values that were changed by sanitising, by the field's name as in the request. */
export type SanitisedContent = Record<string, { unsanitised: unknown; sanitised: unknown }>;

/**
 * Fills in the placeholders of a template. Like Notify, it ignores case, spaces, hyphens and underscores in names.
 *
 * @param sanitiseFor the names of the placeholders whose values must not become links or formatting
 * @throws {ApiError} 400 if a value is missing, or is not a text, number, boolean or list
 */
export function personalise(
  template: Template,
  personalisation: Personalisation,
  sanitiseFor: readonly string[],
): { content: Content; sanitised_content: SanitisedContent } {
  const sanitised_content = sanitiseFields(personalisation, sanitiseFor);
  const values = new Map(
    Object.entries(personalisation).map(([name, value]) => [
      loose(name),
      sanitised_content[name]?.sanitised ?? value,
    ]),
  );
  const missing = template.placeholders.filter((name) => (values.get(loose(name)) ?? null) === null);
  if (missing.length > 0) throw badRequest(`Missing personalisation: ${missing.join(", ")}`);

  const fill = (text: string, list: (items: string[]) => string) =>
    text.replace(/\(\(([^()]+)\)\)/g, (_all, name: string) => {
      const value = values.get(loose(name));
      return Array.isArray(value) ? list(value.map(asText)) : asText(value);
    });
  const content = { subject: fill(template.subject, inSentence), body: fill(template.body, asBullets) };
  return { content, sanitised_content };
}

function sanitiseFields(personalisation: Personalisation, fields: readonly string[]): SanitisedContent {
  const chosen = new Set(fields.map(loose));
  const changed = Object.entries(personalisation)
    .filter(([name, value]) => chosen.has(loose(name)) && (typeof value === "string" || Array.isArray(value)))
    .map(([name, unsanitised]) => {
      const sanitised = Array.isArray(unsanitised)
        ? unsanitised.map((item) => sanitise(asText(item)))
        : sanitise(asText(unsanitised));
      return [name, { unsanitised, sanitised }] as const;
    })
    .filter(([, { unsanitised, sanitised }]) => !isDeepStrictEqual(unsanitised, sanitised));
  return Object.fromEntries(changed);
}

const loose = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw badRequest("Send files by email has not been set up");
}

const asBullets = (items: string[]) => `\n\n${items.map((item) => `* ${item}`).join("\n")}`;

const inSentence = (items: string[]) => new Intl.ListFormat("en-GB").format(items);
