import { expect, inject } from "vitest";

/** An email as the Notify stand-in's mailbox shows it. */
export type Email = {
  id: string;
  reference: string | null;
  to: string;
  subject: string;
  body: string;
  status: string;
  created_at: string;
};

/** Every email that the Notify stand-in has accepted so far. */
export async function inbox(): Promise<Email[]> {
  const response = await fetch(new URL("/inbox.json", inject("product").mailbox));
  return (await response.json()) as Email[];
}

/** Waits until an address has got this many emails, and returns them. */
export async function emailsTo(address: string, count: number): Promise<Email[]> {
  const find = async () => (await inbox()).filter((email) => email.to === address);
  await expect.poll(find, { timeout: 30_000, interval: 100 }).toHaveLength(count);
  return find();
}
