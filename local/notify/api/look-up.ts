import type { Template } from "../../../jobs/templates/templates.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import { apiError } from "./api-error.ts";

const pageSize = 250;

/** The response to `GET /v2/notifications`: emails, newest first; only those with `reference`, unless it is null. */
export function listEmails(reference: string | null, mailbox: Mailbox) {
  const found = mailbox.list().filter((email) => reference === null || email.reference === reference);
  return {
    notifications: found.slice(0, pageSize).map(({ to, templateId, ...email }) => ({
      ...email,
      type: "email",
      email_address: to,
      template: { id: templateId, version: 1 },
    })),
    links: {},
  };
}

/**
 * The response to `GET /v2/template/:id`.
 *
 * @throws {ApiError} 404 if there is no template with this id
 */
export function showTemplate(id: string, templates: Map<string, Template>) {
  const template = templates.get(id.toLowerCase());
  if (!template) throw apiError(404, "NoResultFound", "No result found");
  const { kind, subject, body } = template;
  return { id, name: kind, type: "email", version: 1, subject, body };
}
