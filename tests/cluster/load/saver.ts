import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createSupportClient, isSupportError, type SupportClient } from "../../../client/source/index.ts";
import type { Save } from "../ledger/ledger.ts";

/** A save begins this often, in milliseconds, unless too many wait for an answer. */
const interval = 250;
const atOnce = 20;

/** How long one try may take, and the pause before the next, in milliseconds. */
const timeoutMs = 10_000;
const pauseMs = 500;

/** Answers that say nothing about the save, so that it is tried again with its key. */
const unknown = ["NETWORK_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE"];

/** A steady load of saves, and its ledger. `surprises` counts the answers that a fault does not explain. */
export type Load = {
  saves: Save[];
  surprises: Map<string, number>;
  /** Begins this many saves at once, whatever waits. */
  burst: (count: number) => void;
  /** Begins no more saves until `resume`; those that wait go on. */
  pause: () => void;
  resume: () => void;
  /** How many saves wait to be acknowledged. */
  waiting: () => number;
  stop: () => Promise<void>;
};

type Target = { urls: string[]; token: string; organisationId: string };

/** Starts to add people through the web processes in turn. Each is tried, with one key, until it is acknowledged. */
export function startLoad({ urls, token, organisationId }: Target): Load {
  const clients = urls.map((url) => createSupportClient({ url, token, timeoutMs, retries: 0 }));
  const saves: Save[] = [];
  const surprises = new Map<string, number>();
  const stopping = new AbortController();
  const open = new Set<Promise<void>>();
  let isPaused = false;
  const beginOne = () => {
    const save: Save = { email: `megan.${saves.length}@example.com`, began: Date.now() };
    saves.push(save);
    const lastName = `Price ${saves.length}`;
    const person = { organisationId, firstName: "Megan", lastName, email: save.email };
    const attempts = { turn: saves.length, surprises, signal: stopping.signal };
    const done = insist(clients, { ...person, idempotencyKey: randomUUID() }, attempts).then((at) => {
      if (at !== undefined) save.acknowledged = at;
      open.delete(done);
    });
    open.add(done);
  };
  const timer = setInterval(() => {
    if (!isPaused && open.size < atOnce) beginOne();
  }, interval);
  return {
    ...{ saves, surprises, waiting: () => open.size },
    burst: (count) => {
      for (let turn = 0; turn < count; turn += 1) beginOne();
    },
    pause: () => void (isPaused = true),
    resume: () => void (isPaused = false),
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(open);
    },
  };
}

type Input = Parameters<SupportClient["organisationUsers"]["add"]>[0];

type Attempts = { turn: number; surprises: Map<string, number>; signal: AbortSignal };

/** Tries at one web process after the other. Returns when the save was acknowledged; undefined if it was stopped before. */
async function insist(
  clients: SupportClient[],
  input: Input,
  { turn, surprises, signal }: Attempts,
): Promise<number | undefined> {
  for (let tries = turn; !signal.aborted; tries += 1) {
    const refusal = await attempt(clients[tries % clients.length], input);
    if (refusal === undefined) return Date.now();
    if (!unknown.includes(refusal)) surprises.set(refusal, (surprises.get(refusal) ?? 0) + 1);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** Tries once. Returns undefined if the save was acknowledged, or else what the answer was. */
async function attempt(client: SupportClient | undefined, input: Input): Promise<string | undefined> {
  try {
    await client?.organisationUsers.add(input);
    return undefined;
  } catch (error) {
    if (!isSupportError(error)) throw error;
    return error.reason ?? error.code;
  }
}
