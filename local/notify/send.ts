import type { Template } from "../../jobs/templates/templates.ts";
import { badRequest } from "./api-error.ts";
import { type Delivery, smokeTestAddresses } from "./delivery.ts";
import type { Email, Mailbox } from "./mailbox.ts";
import { personalise } from "./personalise.ts";
import { parseSendRequest } from "./send-request.ts";

/** What sending needs: the templates by id, where emails are kept, and who takes them on. */
export type Sending = { templates: Map<string, Template>; mailbox: Mailbox; delivery: Delivery };

/**
 * Accepts an email: checks the request, fills in the template, keeps the email and starts its delivery.
 *
 * @returns what `POST /v2/notifications/email` answers
 * @throws {ApiError} 400, in Notify's words
 */
export function acceptEmail(body: string, baseUrl: string, sending: Sending): unknown {
  const request = parseSendRequest(body);
  const templateId = request.template_id.toLowerCase();
  const template = sending.templates.get(templateId);
  if (!template) throw badRequest("Template not found");
  const content = personalise(template, request.personalisation, request.sanitise_content_for);
  const email = sending.mailbox.build({
    ...content,
    reference: request.reference,
    to: request.email_address,
    templateId,
    templateName: template.kind,
  });
  if (!smokeTestAddresses.has(email.to.toLowerCase())) {
    sending.mailbox.keep(email);
    sending.delivery.begin(email);
  }
  return accepted(email, baseUrl);
}

function accepted({ id, reference, subject, body, templateId }: Email, baseUrl: string) {
  return {
    id,
    reference,
    content: {
      subject,
      body,
      from_email: "support.console@notifications.service.gov.uk",
      one_click_unsubscribe_url: null,
    },
    sanitised_content: {},
    uri: `${baseUrl}/v2/notifications/${id}`,
    template: { id: templateId, version: 1, uri: `${baseUrl}/v2/template/${templateId}` },
    scheduled_for: null,
  };
}
