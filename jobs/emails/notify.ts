import axios from "axios";
import { NotifyClient } from "notifications-node-client";
import { z } from "zod";
import type { NotifyEnvironment } from "../../server/environment.ts";

/**
 * What a failed request means: Notify refused it for good, limited the rate, or did not do it and may do it later. With
 * 'unknown', Notify may have done it.
 */
type Outcome = "refused" | "limited" | "later" | "unknown";

/** A request to Notify failed. Its client's own errors hold the email address and the bearer token; this does not. */
export class NotifyError extends Error {
  override name = "NotifyError";
  readonly outcome: Outcome;

  constructor(outcome: Outcome, message: string) {
    super(message);
    this.outcome = outcome;
  }
}

export type Message = {
  templateId: string;
  to: string;
  reference: string;
  personalisation: Record<string, string>;
  sanitiseContentFor: string[];
};

export type NotifyTemplate = z.output<typeof templateSchema>;

export type Notify = ReturnType<typeof openNotify>;

/**
 * Opens GOV.UK Notify through its own client.
 *
 * @param timeout of a request, in milliseconds
 */
export function openNotify(
  { NOTIFY_BASE_URL, NOTIFY_API_KEY }: Pick<NotifyEnvironment, "NOTIFY_BASE_URL" | "NOTIFY_API_KEY">,
  timeout: number,
) {
  const client = new NotifyClient(NOTIFY_BASE_URL, NOTIFY_API_KEY);
  // axios counts its time-out from the last byte and not while it connects. The signal covers the whole request.
  const http = axios.create({ timeout });
  http.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(timeout) }));
  client.setClient(http);
  return {
    /**
     * Sends an email.
     *
     * @returns Notify's id of the email
     * @throws {NotifyError}
     */
    async send({ templateId, to, ...options }: Message): Promise<string> {
      const { data } = await client.sendEmail(templateId, to, options).catch(throwNotifyError);
      return data.id;
    },

    /**
     * Finds Notify's id of the email that it accepted with a reference.
     *
     * @throws {NotifyError} 'limited' or 'later', never 'refused': a failed look-up must not fail the email
     */
    async find(reference: string): Promise<string | undefined> {
      const { data } = await client.getNotifications("email", undefined, reference).catch(throwLookUpError);
      return data.notifications[0]?.id;
    },

    /** @throws {NotifyError} */
    async getTemplate(id: string): Promise<NotifyTemplate> {
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

// Without a connection, no request was sent.
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
  if (status === 408 || status === 502 || status === 504) return "unknown"; // from a gateway, not from Notify
  return status >= 400 && status < 500 ? "refused" : "later";
}
