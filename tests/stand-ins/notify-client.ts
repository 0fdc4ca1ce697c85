import { SignJWT } from "jose";
import { NotifyClient } from "notifications-node-client";
import { it as base } from "vitest";
import { parseTemplate } from "../../jobs/templates/templates.ts";
import { startNotify, type Tuning } from "../../local/notify/start-notify.ts";
import type { StateName } from "../../local/notify/states.ts";
import { putState } from "./put-state.ts";

export const serviceId = "26785a09-ab16-4eb0-8407-a37497a57506";
export const secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
export const templateId = "f33517ff-2a88-4f6e-b855-c550268ce08a";
export const unknownId = "00000000-0000-4000-8000-000000000000";
export const megan = "megan.price@example.com";
export const template = parseTemplate(
  "support_user_added",
  "Subject: About ((service))\n\nDear ((name))\n\nSign in at ((sign_in_url))\n\nYou have: ((access))\n",
);
export const personalisation = {
  service: "the service",
  name: "Megan Price",
  sign_in_url: "http://localhost:3000/sign-in",
  access: ["Ashgrove", "Calder"],
};

export type Mail = Record<"id" | "to" | "subject" | "body" | "status" | "created_at", string> & {
  reference: string | null;
};
type Callback = { publicUrl?: string; callbackToken?: string };
type SendOptions = Parameters<NotifyClient["sendEmail"]>[2];
export type TestNotify = Awaited<ReturnType<typeof startTestNotify>>;

const apiKey = `stand_in-${serviceId}-${secret}`;
const quick: Partial<Tuning> = { pace: { sending: 1, done: 1 }, hangMs: 1, receiptWaitsMs: [1, 1] };

/** Starts the Notify stand-in with short waits and a clock that the test sets, and clients for it. */
export async function startTestNotify(tuning: Partial<Tuning> = {}, callback: Callback = {}) {
  const clock = { now: Date.now() };
  const { url, stop } = await startNotify(
    {
      port: 0,
      apiKey,
      templates: new Map([[templateId, template]]),
      publicUrl: "http://localhost:9",
      ...callback,
    },
    { ...quick, now: () => clock.now, ...tuning },
  );
  const client = new NotifyClient(url, apiKey);

  return {
    url,
    stop,
    [Symbol.asyncDispose]: stop,
    client,
    clock,
    send: (reference = "ref", to = megan, options: SendOptions = {}) =>
      client.sendEmail(templateId, to, { personalisation, reference, ...options }),
    inbox: async () => (await (await fetch(`${url}/inbox.json`)).json()) as Mail[],
    page: async () => (await fetch(url)).text(),
    put: (state: StateName) => putState(url, state),
    order: (body: unknown) => fetch(`${url}/faults`, { method: "POST", body: asText(body) }),
    call: async (path: string, init: RequestInit = {}, authorization?: string) => {
      const headers = { Authorization: authorization ?? (await bearer(clock.now)) };
      const response = await fetch(url + path, { ...init, headers });
      return { status: response.status, body: (await response.json()) as unknown };
    },
  };
}

/** vitest's `it` with a Notify stand-in of its own for each test. */
export const it = base.extend("notify", async ({}, { onCleanup }) => {
  const notify = await startTestNotify();
  onCleanup(notify.stop);
  return notify;
});

export const asText = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

/** A token as Notify's clients make it, or with other claims. */
export async function bearer(
  now: number,
  claims: { iss?: string; iat?: number } = {},
  key = secret,
  alg = "HS256",
) {
  const payload = { iss: serviceId, iat: Math.floor(now / 1000), ...claims };
  const jwt = new SignJWT(payload).setProtectedHeader({ alg, typ: "JWT" });
  return `Bearer ${await jwt.sign(new TextEncoder().encode(key))}`;
}

/** An error as Notify sends it. */
export const failure = (status: number, error: string, message: string) => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
});

/** The same error as Notify's client throws it. */
export const refused = (status: number, error: string, message: string) => ({
  response: { status, data: failure(status, error, message).body },
});
