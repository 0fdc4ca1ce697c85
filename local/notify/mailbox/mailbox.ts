import { randomUUID } from "node:crypto";
import type { Content } from "../content/personalise.ts";

/** The status of an email. The last four are final. */
export type Status =
  "created" | "sending" | "delivered" | "permanent-failure" | "temporary-failure" | "technical-failure";

type NewEmail = Content & {
  reference: string | null;
  to: string;
  templateId: string;
};

/** An email, with the fields that Notify stores. Times are in ISO 8601 with microseconds. */
export type Email = NewEmail & {
  id: string;
  status: Status;
  created_at: string;
  sent_at: string | null;
  completed_at: string | null;
};

export type Mailbox = ReturnType<typeof createMailbox>;

/**
 * Stores emails in memory.
 *
 * @param limit the number of emails to store; beyond that, the oldest are removed
 */
export function createMailbox(now: () => number, limit: number) {
  const emails = new Set<Email>();
  return {
    create: (email: NewEmail): Email => ({
      id: randomUUID(),
      ...email,
      status: "created",
      created_at: timestamp(now()),
      sent_at: null,
      completed_at: null,
    }),
    keep: (email: Email): void => {
      emails.add(email);
      const [oldest] = emails;
      if (oldest && emails.size > limit) emails.delete(oldest);
    },
    /** Returns all stored emails, newest first. */
    list: (): Email[] => [...emails].reverse(),
  };
}

/** Formats a time, given in milliseconds, as Notify does: `2026-01-14T10:32:00.000000Z`. */
export function timestamp(time: number): string {
  return new Date(time).toISOString().replace("Z", "000Z");
}
