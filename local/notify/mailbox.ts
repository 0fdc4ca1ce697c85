import { randomUUID } from "node:crypto";
import type { Content } from "./content/personalise.ts";

/** How far an email has come; the last three are final. */
export type Status = "created" | "sending" | "delivered" | "permanent-failure" | "temporary-failure";

/** One email as Notify keeps it; times are ISO 8601 with microseconds. */
export type Email = Content & {
  id: string;
  reference: string | null;
  to: string;
  status: Status;
  templateId: string;
  templateName: string;
  created_at: string;
  sent_at: string | null;
  completed_at: string | null;
};

export type NewEmail = Content & Pick<Email, "reference" | "to" | "templateId" | "templateName">;

/** The emails of one stand-in, in memory. */
export type Mailbox = {
  build(email: NewEmail): Email;
  keep(email: Email): void;
  get(id: string): Email | undefined;
  withReference(reference: string): Email[];
  newestFirst(): Email[];
};

/**
 * Keeps the last emails in memory.
 *
 * @param bound how many; beyond it the oldest go
 */
export function createMailbox(now: () => number, bound = 10_000): Mailbox {
  const byId = new Map<string, Email>();
  const byReference = new Map<string, Email[]>();

  return {
    build: (email) => ({
      ...email,
      id: randomUUID(),
      status: "created",
      created_at: timestamp(now()),
      sent_at: null,
      completed_at: null,
    }),
    keep: (email) => {
      byId.set(email.id, email);
      if (email.reference !== null) {
        byReference.set(email.reference, [email, ...(byReference.get(email.reference) ?? [])]);
      }
      const [oldest] = byId.values();
      if (oldest && byId.size > bound) forget(oldest);
    },
    get: (id) => byId.get(id),
    withReference: (reference) => byReference.get(reference) ?? [],
    newestFirst: () => [...byId.values()].reverse(),
  };

  function forget(email: Email): void {
    byId.delete(email.id);
    if (email.reference === null) return;
    const rest = (byReference.get(email.reference) ?? []).filter((other) => other !== email);
    if (rest.length > 0) byReference.set(email.reference, rest);
    else byReference.delete(email.reference);
  }
}

/** A time as Notify writes it: `2026-01-14T10:32:00.000000Z`. */
export function timestamp(time: number): string {
  return new Date(time).toISOString().replace("Z", "000Z");
}
