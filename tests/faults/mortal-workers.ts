import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Environment } from "../../server/environment.ts";

/** A send that Notify accepted, and whose worker was killed before it could do anything about it. */
export type Kill = { emailId: string; at: number };

type Orders = { environment: Environment; notifyUrl: string; workers: number; kills: number };

/** One run of a worker, from its start to its end, and how many of its emails Notify has accepted. */
type Life = { child: ChildProcess; accepted: number };

const fatalEmail = 2;

/**
 * Runs workers that are killed (SIGKILL) at the second email that Notify accepts from each, in the moment between
 * Notify's answer and the worker's commit: the answer passes through here. Each is started again at once, until there
 * were so many kills; from then on they live.
 */
export async function startMortalWorkers({ environment, notifyUrl, workers, kills: wanted }: Orders) {
  const kills: Kill[] = [];
  const killAtFatalEmail = (life: Life, answer: string) => {
    life.accepted += 1;
    if (life.accepted !== fatalEmail || kills.length >= wanted) return;
    kills.push({ emailId: (JSON.parse(answer) as { reference: string }).reference, at: Date.now() });
    life.child.kill("SIGKILL");
  };
  const gate = await openGate(notifyUrl, killAtFatalEmail);
  const variables = asVariables(environment);
  const lives = Array.from({ length: workers }, (_, index) => keepAlive(gate, index, variables));
  return {
    kills,
    stop: async () => {
      await Promise.all(lives.map((life) => life.stop()));
      gate.close();
    },
  };
}

type Gate = Awaited<ReturnType<typeof openGate>>;

/** Passes each worker's requests on to Notify, and tells of every email accepted before the worker can know. */
async function openGate(notifyUrl: string, onAccepted: (life: Life, answer: string) => void) {
  const lives: Life[] = [];
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const [, index, path = ""] = /^\/(\d+)(.*)$/.exec(request.url ?? "") ?? [];
    const life = lives[Number(index)];
    const { status, body } = await forward(request, notifyUrl + path);
    if (status === 201 && life) onAccepted(life, body);
    response.writeHead(status, { "Content-Type": "application/json" }).end(body);
  };
  const server = createServer((request, response) => void pass(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    lives,
    url: (index: number) => `http://127.0.0.1:${port}/${index}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Starts a worker, and again whenever it dies, until it is stopped. */
function keepAlive(gate: Gate, index: number, variables: NodeJS.ProcessEnv): { stop: () => Promise<void> } {
  const script = join(import.meta.dirname, "worker-process.ts");
  const env = { ...variables, NOTIFY_BASE_URL: gate.url(index) };
  let stopping = false;
  const start = (): ChildProcess => {
    const child = fork(script, { env });
    gate.lives[index] = { child, accepted: 0 };
    child.once("exit", () => {
      if (!stopping) start();
    });
    return child;
  };
  start();
  return {
    stop: async () => {
      stopping = true;
      const child = gate.lives[index]?.child;
      if (!child) return;
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}

async function forward(request: IncomingMessage, url: string) {
  const { authorization = "", "content-type": type = "application/json" } = request.headers;
  const answer = await fetch(url, {
    method: request.method ?? "GET",
    headers: { Authorization: authorization, "Content-Type": type },
    ...(request.method === "POST" && { body: await text(request) }),
  });
  return { status: answer.status, body: await answer.text() };
}

function asVariables(environment: Environment): NodeJS.ProcessEnv {
  const ours = Object.entries(environment).map(([name, value]) => [name, String(value)]);
  return { PATH: process.env["PATH"], ...Object.fromEntries(ours) } as NodeJS.ProcessEnv;
}
