import type { Template } from "../../../jobs/templates/templates.ts";
import type { Email, Mailbox } from "../mailbox/mailbox.ts";
import { notFound } from "./api-error.ts";

const pageSize = 250;

/** The response to `GET /v2/notifications`: emails, newest first; only those with `reference`, unless it is null. */
export function listEmails(reference: string | null, mailbox: Mailbox) {
  const found = mailbox.list().filter((email) => reference === null || email.reference === reference);
  return { notifications: found.slice(0, pageSize).map(describeEmail), links: {} };
}

/**
 * The response to `GET /v2/notifications/:id`.
 *
 * @throws {ApiError} 404 if no email with this id is kept
 */
export function showEmail(id: string, mailbox: Mailbox) {
  const email = mailbox.list().find((one) => one.id === id.toLowerCase());
  if (email === undefined) throw notFound();
  return describeEmail(email);
}

function describeEmail({ to, templateId, ...email }: Email) {
  return { ...email, type: "email", email_address: to, template: { id: templateId, version: 1 } };
}

/** The response to `GET /v2/templates`. Like Notify, it leaves out templates that were deleted. */
export function listTemplates(templates: Map<string, Template>, isDeleted: (id: string) => boolean) {
  const kept = [...templates].filter(([id]) => !isDeleted(id));
  return {
    templates: kept.map(([id, { kind, subject, body }]) => ({
      ...{ id, name: kind, type: "email", version: 1, subject, body },
    })),
  };
}
