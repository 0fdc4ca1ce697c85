import axios from "axios";
import { NotifyClient } from "notifications-node-client";
import type { Receipt } from "../../server/emails/receipts/receipts.ts";
import type { NotifyEnvironment } from "../../server/environment.ts";
import {
  type Accepted,
  emailSchema,
  foundSchema,
  isNotFound,
  notAsExpected,
  type NotifyTemplate,
  sentSchema,
  templatesSchema,
} from "./answers.ts";
import { NotifyError, throwLookUpError, throwNotifyError, whenAsked } from "./errors.ts";

export type Message = {
  templateId: string;
  to: string;
  reference: string;
  personalisation: Record<string, string>;
  sanitiseContentFor: string[];
};

export type Notify = ReturnType<typeof openNotify>;

type KeyAndAddress = Pick<NotifyEnvironment, "NOTIFY_BASE_URL" | "NOTIFY_API_KEY">;

/**
 * Creates a client for GOV.UK Notify, on top of Notify's own client library.
 *
 * @param timeout the time-out of a request, in milliseconds
 */
export function openNotify(environment: KeyAndAddress, timeout: number) {
  const client = openClient(environment, timeout);
  return {
    send: (message: Message) => send(client, message),
    find: (reference: string) => find(client, reference),
    findReceipt: (notifyId: string) => findReceipt(client, notifyId),
    listTemplates: () => listTemplates(client),
  };
}

function openClient({ NOTIFY_BASE_URL, NOTIFY_API_KEY }: KeyAndAddress, timeout: number): NotifyClient {
  const client = new NotifyClient(NOTIFY_BASE_URL, NOTIFY_API_KEY);
  // The time-out of axios starts again with each byte received and does not include connecting. The abort signal limits
  // the time of the whole request.
  // Notify does not redirect. Without redirects, axios needs less code and CPU for a request.
  const http = axios.create({ timeout, maxRedirects: 0 });
  http.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(timeout) }));
  client.setClient(http);
  return client;
}

/**
 * Sends an email.
 *
 * @returns Notify's id of the email
 * @throws {NotifyError} also 'unknown', if the answer has no id
 */
async function send(client: NotifyClient, { templateId, to, ...options }: Message): Promise<string> {
  const { data } = await client.sendEmail(templateId, to, options).catch(throwNotifyError);
  const sent = sentSchema.safeParse(data);
  if (!sent.success) throw new NotifyError("unknown", notAsExpected);
  return sent.data.id;
}

/**
 * Returns the email that Notify accepted with this reference; undefined if there is none.
 *
 * @throws {NotifyError} only 'limited', 'denied' or 'later', because after a failed look-up the email must be tried again
 */
async function find(client: NotifyClient, reference: string): Promise<Accepted | undefined> {
  const { data } = await client.getNotifications("email", undefined, reference).catch(throwLookUpError);
  const found = foundSchema.safeParse(data);
  if (!found.success) throw new NotifyError("later", whenAsked(notAsExpected));
  return found.data.notifications.find((email) => email.reference === reference);
}

/**
 * Returns what came of an email with this id of Notify's; undefined if Notify still tries to deliver it, or no longer
 * keeps it.
 *
 * @throws {NotifyError} only 'limited', 'denied' or 'later'
 */
async function findReceipt(client: NotifyClient, notifyId: string): Promise<Receipt | undefined> {
  const answer = await client.getNotificationById(notifyId).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throwLookUpError(error);
  });
  if (answer === undefined) return undefined;
  const email = emailSchema.safeParse(answer.data);
  if (!email.success) throw new NotifyError("later", whenAsked(notAsExpected));
  return email.data.receipt;
}

/**
 * Returns the email templates, apart from deleted ones.
 *
 * @throws {NotifyError}
 */
async function listTemplates(client: NotifyClient): Promise<NotifyTemplate[]> {
  const { data } = await client.getAllTemplates("email").catch(throwNotifyError);
  const list = templatesSchema.safeParse(data);
  if (!list.success) throw new NotifyError("later", notAsExpected);
  return list.data.templates;
}
