import { z } from "zod";
import type { Template } from "../../jobs/templates/templates.ts";
import { noResult, validationError } from "./api-error.ts";
import type { Email, Mailbox } from "./mailbox.ts";

const pageSize = 250;
const madeAt = "2026-01-01T00:00:00.000000Z";
const types = ["sms", "email", "letter"];

/**
 * What `GET /v2/notifications/:id` answers.
 *
 * @throws {ApiError} 400 for a malformed id, 404 for an unknown one
 */
export function showEmail(id: string, baseUrl: string, mailbox: Mailbox): unknown {
  const email = mailbox.get(requireUuid(id));
  if (!email) throw noResult();
  return describeEmail(email, baseUrl);
}

/**
 * What `GET /v2/notifications` answers: the newest first, 250 at a time, by reference, status and type.
 *
 * @throws {ApiError} 400 for an unknown template type
 */
export function listEmails(query: URLSearchParams, baseUrl: string, mailbox: Mailbox): unknown {
  requireType("template_type", query.getAll("template_type"));
  const found = mailboxSlice(query, mailbox);
  const wanted = query.getAll("template_type");
  const emails = wanted.length === 0 || wanted.includes("email") ? found.slice(0, pageSize) : [];
  const links: { current: string; next?: string } = { current: address(query, baseUrl) };
  const last = emails.at(-1);
  if (last && found.length > pageSize) {
    const next = new URLSearchParams(query);
    next.set("older_than", last.id);
    links.next = address(next, baseUrl);
  }
  return { notifications: emails.map((email) => describeEmail(email, baseUrl)), links };
}

/**
 * What `GET /v2/template/:id` answers.
 *
 * @throws {ApiError} 400 for a malformed id, 404 for an unknown one
 */
export function showTemplate(id: string, templates: Map<string, Template>): unknown {
  const template = templates.get(requireUuid(id));
  if (!template) throw noResult();
  return describeTemplate(id.toLowerCase(), template);
}

/** What `GET /v2/templates` answers. */
export function listTemplates(query: URLSearchParams, templates: Map<string, Template>): unknown {
  const wanted = query.getAll("type");
  requireType("type", wanted);
  const shown = wanted.length === 0 || wanted.includes("email") ? [...templates] : [];
  return { templates: shown.map(([id, template]) => describeTemplate(id, template)) };
}

function mailboxSlice(query: URLSearchParams, mailbox: Mailbox): Email[] {
  const reference = query.get("reference");
  const statuses = query.getAll("status");
  const emails = reference === null ? mailbox.newestFirst() : mailbox.withReference(reference);
  const older = query.get("older_than");
  const from = older === null ? 0 : emails.findIndex(({ id }) => id === requireUuid(older)) + 1;
  return emails.slice(from).filter(({ status }) => statuses.length === 0 || statuses.includes(status));
}

function requireType(name: string, values: string[]): void {
  const wrong = values.filter((value) => !types.includes(value));
  if (wrong.length > 0) throw validationError(`${name} ${wrong.join()} is not one of [${types.join(", ")}]`);
}

function requireUuid(id: string): string {
  if (!z.guid().safeParse(id).success) throw validationError("id is not a valid UUID");
  return id.toLowerCase();
}

const address = (query: URLSearchParams, baseUrl: string) =>
  `${baseUrl}/v2/notifications${query.size > 0 ? `?${query.toString()}` : ""}`;

function describeTemplate(id: string, { kind, subject, body }: Template) {
  return {
    id,
    name: kind,
    type: "email",
    created_at: madeAt,
    updated_at: null,
    created_by: "support.console@education.gov.uk",
    version: 1,
    subject,
    body,
    letter_contact_block: null,
    postage: null,
  };
}

const unused = [
  "phone_number",
  "line_1",
  "line_2",
  "line_3",
  "line_4",
  "line_5",
  "line_6",
  "line_7",
  "postcode",
];

function describeEmail(email: Email, baseUrl: string) {
  const { id, reference, subject, body, status, created_at, sent_at, completed_at } = email;
  return {
    id,
    reference,
    type: "email",
    status,
    email_address: email.to,
    ...Object.fromEntries(
      [...unused, "postage", "created_by_name", "scheduled_for"].map((key) => [key, null]),
    ),
    template: {
      id: email.templateId,
      name: email.templateName,
      version: 1,
      uri: `${baseUrl}/v2/template/${email.templateId}/version/1`,
    },
    subject,
    body,
    created_at,
    sent_at,
    completed_at,
    one_click_unsubscribe_url: null,
    is_cost_data_ready: true,
    cost_in_pounds: 0,
    cost_details: {},
  };
}
