import axios from "axios";
import { NotifyClient } from "notifications-node-client";
import { z } from "zod";
import { gatewayStatuses, noResponse } from "../../server/emails/sending/outcomes.ts";
import type { NotifyEnvironment } from "../../server/environment.ts";

/**
 * What a failed request means. 'refused': it would fail again. 'limited': it exceeded the rate limit. 'later': Notify
 * did not carry it out, but may do so when it is repeated. 'unknown': Notify may have carried it out.
 */
type Outcome = "refused" | "limited" | "later" | "unknown";

/**
 * Thrown when a request to Notify failed. Used in place of the Notify client library's errors, which contain the
 * recipient's email address and the bearer token.
 */
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
 * Creates a client for GOV.UK Notify, on top of Notify's own client library.
 *
 * @param timeout the time-out of a request, in milliseconds
 */
export function openNotify(
  { NOTIFY_BASE_URL, NOTIFY_API_KEY }: Pick<NotifyEnvironment, "NOTIFY_BASE_URL" | "NOTIFY_API_KEY">,
  timeout: number,
) {
  const client = new NotifyClient(NOTIFY_BASE_URL, NOTIFY_API_KEY);
  // The time-out of axios starts again with each byte received and does not include connecting. The abort signal limits
  // the time of the whole request.
  // Notify does not redirect. Without redirects, axios needs less code and CPU for a request.
  const http = axios.create({ timeout, maxRedirects: 0 });
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
     * Returns Notify's id of the email that it accepted with this reference; undefined if there is none.
     *
     * @throws {NotifyError} only 'limited' or 'later', because after a failed look-up the email must be tried again
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

// Error codes for a failed connection: no request was sent, so Notify has not accepted the email.
const notConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];

function throwNotifyError(error: unknown): never {
  if (!axios.isAxiosError(error)) throw error;
  const answer = answerSchema.safeParse(error.response).data;
  if (answer === undefined) {
    const outcome = notConnected.includes(error.code ?? "") ? "later" : "unknown";
    throw new NotifyError(outcome, outcome === "later" ? "No connection to Notify" : noResponse);
  }
  const reasons = answer.data?.errors.map((reason) => `${reason.error}: ${reason.message}`).join(", ");
  throw new NotifyError(outcomeOf(answer.status), `${answer.status} ${reasons ?? ""}`.trim());
}

function throwLookUpError(error: unknown): never {
  try {
    throwNotifyError(error);
  } catch (reason) {
    if (!(reason instanceof NotifyError)) throw reason;
    // The text begins with that of an unknown outcome, because it is stored as the email's error and keeps it unknown.
    const message = `${noResponse}. When asked about the email: ${reason.message}`;
    throw new NotifyError(reason.outcome === "limited" ? "limited" : "later", message);
  }
}

function outcomeOf(status: number): Outcome {
  if (status === 429) return "limited";
  if (gatewayStatuses.includes(status)) return "unknown";
  return status >= 400 && status < 500 ? "refused" : "later";
}
