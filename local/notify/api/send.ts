import type { Template } from "../../../jobs/templates/templates.ts";
import { personalise } from "../content/personalise.ts";
import { type Deliver, smokeTestAddresses } from "../delivery/delivery.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import { badRequest } from "./api-error.ts";
import { parseSendRequest } from "./send-request.ts";

/** What `acceptEmail` needs. `templates` has the templates by id, in lower case. */
export type Sending = { templates: Map<string, Template>; mailbox: Mailbox; deliver: Deliver };

/**
 * Accepts an email: validates the request, fills in the template, stores the email and starts its delivery.
 *
 * @returns the response to `POST /v2/notifications/email`
 * @throws {ApiError} 400 with Notify's messages if the request is invalid
 */
export function acceptEmail(input: unknown, { templates, mailbox, deliver }: Sending) {
  const request = parseSendRequest(input);
  const { reference, email_address: to } = request;
  const templateId = request.template_id.toLowerCase();
  const template = templates.get(templateId);
  if (!template) throw badRequest("Template not found");
  const { content, sanitised_content } = personalise(
    template,
    request.personalisation,
    request.sanitise_content_for,
  );
  const email = mailbox.create({ reference, to, ...content, templateId });
  if (!smokeTestAddresses.has(to.toLowerCase())) {
    mailbox.keep(email);
    deliver(email).catch(() => undefined); // rejected only if the stand-in stops
  }
  return { id: email.id, reference, content, sanitised_content, template: { id: templateId, version: 1 } };
}
