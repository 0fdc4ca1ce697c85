import axios from "axios";
import { NotifyClient } from "notifications-node-client";
import { z } from "zod";
import type { NotifyEnvironment } from "../../server/environment.ts";

/**
 * What is known of a request that failed: Notify refused it for good, turned it away because there were too many, or
 * did not do it and may later; or nobody knows whether it did.
 */
type Outcome = "refused" | "limited" | "later" | "unknown";

/** How Notify failed a request, without the address or the bearer token that its client's own errors carry. */
export class NotifyError extends Error {
  override name = "NotifyError";
  readonly outcome: Outcome;

  constructor(outcome: Outcome, message: string) {
    super(message);
    this.outcome = outcome;
  }
}

export type Email = {
  templateId: string;
  to: string;
  reference: string;
  personalisation: Record<string, string>;
  sanitiseContentFor: string[];
};

/** A template as Notify has it. */
export type NotifyTemplate = { name: string; type: string; subject: string; body: string };

export type Notify = ReturnType<typeof openNotify>;

/**
 * GOV.UK Notify through its own client, which has no time-out of its own.
 *
 * @param timeout of a request, in milliseconds
 */
export function openNotify(
  { NOTIFY_BASE_URL, NOTIFY_API_KEY }: Pick<NotifyEnvironment, "NOTIFY_BASE_URL" | "NOTIFY_API_KEY">,
  timeout: number,
) {
  const client = new NotifyClient(NOTIFY_BASE_URL, NOTIFY_API_KEY);
  // The client's time-out counts from the last byte, and not at all while connecting: the signal covers the whole.
  const http = axios.create({ timeout });
  http.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(timeout) }));
  client.setClient(http);
  return {
    /**
     * Sends one email.
     *
     * @returns Notify's id of it
     * @throws {NotifyError}
     */
    async send({ templateId, to, ...options }: Email): Promise<string> {
      const { data } = await client.sendEmail(templateId, to, options).catch(throwNotifyError);
      return data.id;
    },

    /**
     * Notify's id of what it accepted under a reference, if it did.
     *
     * @throws {NotifyError} 'limited', else 'later': whether an email was accepted is no reason to give it up
     */
    async find(reference: string): Promise<string | undefined> {
      const { data } = await client.getNotifications("email", undefined, reference).catch(throwLookUpError);
      return data.notifications[0]?.id;
    },

    /** @throws {NotifyError} */
    async template(id: string): Promise<NotifyTemplate> {
      const { data } = await client.getTemplateById(id).catch(throwNotifyError);
      return templateSchema.parse(data);
    },
  };
}

const templateSchema = z.object({
  name: z.string(),
  type: z.string(),
  subject: z
    .string()
    .nullish()
    .transform((subject) => subject ?? ""),
  body: z.string(),
});

const answerSchema = z.object({
  status: z.number(),
  data: z
    .object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) })
    .optional()
    .catch(undefined),
});

// The request never left: there was nobody to take it.
const notConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];

function throwNotifyError(error: unknown): never {
  if (!axios.isAxiosError(error)) throw error;
  const answer = answerSchema.safeParse(error.response).data;
  if (answer === undefined) {
    const outcome = notConnected.includes(error.code ?? "") ? "later" : "unknown";
    throw new NotifyError(outcome, outcome === "later" ? "No connection to Notify" : "Notify did not answer");
  }
  const reasons = answer.data?.errors.map((reason) => `${reason.error}: ${reason.message}`).join(", ");
  throw new NotifyError(outcomeOf(answer.status), `${answer.status} ${reasons ?? ""}`.trim());
}

function throwLookUpError(error: unknown): never {
  try {
    throwNotifyError(error);
  } catch (reason) {
    if (!(reason instanceof NotifyError) || reason.outcome === "limited") throw reason;
    throw new NotifyError("later", reason.message);
  }
}

function outcomeOf(status: number): Outcome {
  if (status === 429) return "limited";
  if (status === 408 || status === 502 || status === 504) return "unknown"; // a gateway's word, not Notify's
  return status >= 400 && status < 500 ? "refused" : "later";
}
