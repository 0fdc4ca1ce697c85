import type { Template } from "../../../jobs/templates/templates.ts";
import { personalise } from "../content/personalise.ts";
import { type Deliver, smokeTestAddresses } from "../delivery/delivery.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { State } from "../states.ts";
import { badRequest } from "./api-error.ts";
import type { ApiKey } from "./authorise.ts";
import { parseSendRequest } from "./send-request.ts";

/** What `acceptEmail` needs. `templates` has the templates by id, in lower case. */
export type Sending = {
  key: ApiKey;
  templates: Map<string, Template>;
  mailbox: Mailbox;
  deliver: Deliver;
  state: State;
};

const longest = 2_000_000; // in bytes
const team = "@education.gov.uk";

/**
 * Accepts an email: validates the request, fills in the template, stores the email and starts its delivery.
 *
 * @returns the response to `POST /v2/notifications/email`
 * @throws {ApiError} 400 with Notify's messages if the request is invalid
 */
export function acceptEmail(input: unknown, sending: Sending) {
  const { mailbox, deliver, state, key } = sending;
  const request = parseSendRequest(input);
  const { reference = null, email_address: to, email_reply_to_id: replyTo } = request;
  if (state.is("trial") && !to.toLowerCase().endsWith(team)) throw badRequest(trialMode);
  const templateId = request.template_id.toLowerCase();
  const template = findTemplate(templateId, sending);
  const { content, sanitised_content } = personalise(
    template,
    request.personalisation,
    request.sanitise_content_for,
  );
  requireShort(content.body);
  if (replyTo !== undefined) {
    throw badRequest(
      `email_reply_to_id ${replyTo} does not exist in database for service id ${key.serviceId}`,
    );
  }
  const email = mailbox.create({ reference, to, ...content, templateId });
  if (!smokeTestAddresses.has(to.toLowerCase())) {
    mailbox.keep(email);
    deliver(email).catch(() => undefined); // rejected only if the stand-in stops
  }
  return { id: email.id, reference, content, sanitised_content, template: { id: templateId, version: 1 } };
}

const trialMode =
  "Can’t send to this recipient when service is in trial mode – see https://www.notifications.service.gov.uk/trial-mode";

function findTemplate(id: string, { templates, state }: Sending): Template {
  const template = templates.get(id);
  if (!template) throw badRequest("Template not found");
  if (isDeleted(id, { templates, state })) throw badRequest("Template has been deleted");
  return template;
}

/** Whether a template counts as deleted: in one state, the first. */
export function isDeleted(id: string, { templates, state }: Pick<Sending, "templates" | "state">): boolean {
  return state.is("template-deleted") && id === [...templates.keys()][0];
}

function requireShort(body: string): void {
  const length = Buffer.byteLength(body);
  if (length <= longest) return;
  throw badRequest(`Emails cannot be longer than ${longest} bytes. Your message is ${length} bytes.`);
}
