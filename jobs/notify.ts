import axios from "axios";
import { NotifyClient } from "notifications-node-client";
import { z } from "zod";
import type { Environment } from "../server/environment.ts";

/** A request to Notify waits no longer than this, in milliseconds. */
export const notifyTimeout = 20_000;

/** How Notify answered: 'refused' for good, or 'later' if it may yet pass; 'unknown' where no answer came. */
export class NotifyError extends Error {
  override name = "NotifyError";
  readonly outcome: "refused" | "later" | "unknown";

  constructor(outcome: "refused" | "later" | "unknown", message: string) {
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

export type Notify = ReturnType<typeof openNotify>;

/** GOV.UK Notify through its own client, which has no time-out of its own. */
export function openNotify({ NOTIFY_BASE_URL, NOTIFY_API_KEY }: Environment) {
  const client = new NotifyClient(NOTIFY_BASE_URL, NOTIFY_API_KEY);
  client.setClient(axios.create({ timeout: notifyTimeout }));
  return {
    /**
     * Sends one email.
     *
     * @returns Notify's id of it
     * @throws {NotifyError} without the address or the bearer token that the client's own errors carry
     */
    async send({ templateId, to, ...options }: Email): Promise<string> {
      const { data } = await client.sendEmail(templateId, to, options).catch(throwNotifyError);
      return data.id;
    },

    /**
     * Notify's id of what it accepted under a reference, if it did.
     *
     * @throws {NotifyError}
     */
    async find(reference: string): Promise<string | undefined> {
      const { data } = await client.getNotifications("email", undefined, reference).catch(throwNotifyError);
      return data.notifications[0]?.id;
    },
  };
}

const answerSchema = z.object({
  status: z.number(),
  data: z.object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) }).optional(),
});

function throwNotifyError(error: unknown): never {
  const response = axios.isAxiosError(error) ? error.response : undefined;
  const answer = answerSchema.safeParse(response).data;
  if (response === undefined) throw new NotifyError("unknown", "Notify did not answer");
  const reasons = answer?.data?.errors.map((reason) => `${reason.error}: ${reason.message}`);
  const isFinal = response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status);
  throw new NotifyError(
    isFinal ? "refused" : "later",
    `${response.status} ${reasons?.join(", ") ?? ""}`.trim(),
  );
}
