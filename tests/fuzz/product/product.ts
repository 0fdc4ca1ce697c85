import { expect } from "vitest";
import { countRows } from "../../readings/traces.ts";
import type { Resources } from "../../../server/resources.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";
import { startProvider } from "../../stand-ins/provider.ts";
import { test as withServices } from "../../fixtures/resources.ts";
import { type Answer, exchange, type Sent } from "./exchange.ts";
import { expectQuietLog } from "../expectations/log.ts";
import { createPeople, type People } from "../inputs/people.ts";
import { startWebProcess, type WebProcess } from "./web-process.ts";

/** The built product as deployed, with an OpenID provider that accepts every code. */
export type Product = ReturnType<typeof startProduct>;

/** vitest's `test` with the `product`. */
export const test = withServices
  .extend("provider", async ({}, { onCleanup }) => {
    const provider = await startProvider();
    onCleanup(provider.close);
    return provider;
  })
  .extend("product", ({ resources, provider }, { onCleanup }) => {
    const product = startProduct(resources, provider.url);
    onCleanup(product.stop);
    return product;
  });

function startProduct(resources: Resources, elsewhere: string) {
  const { enter, stop } = keepWebProcess(variablesOf(resources, elsewhere));

  /**
   * Sends a volley with its expectations, then checks the process and its database.
   *
   * @param send sends one input, and returns how many changes its response reports
   */
  async function volley<Input>(
    inputs: Input[],
    send: (input: Input, people: People, web: WebProcess) => Promise<number>,
  ): Promise<void> {
    const web = await enter();
    const people = await createPeople(resources);
    const before = await countRows(resources.db, "activity");
    const outcomes = await Promise.allSettled(inputs.map((input) => send(input, people, web)));
    if (!web.isRunning()) expectQuietLog(await web.readLog("")); // the log says why
    expect(web.isRunning(), "the process still runs").toBe(true);
    await expectHealthy(web);
    const changes = outcomes.reduce((sum, outcome, index) => {
      if (outcome.status === "fulfilled") return sum + outcome.value;
      throw new Error(`At ${JSON.stringify(inputs[index])}`, { cause: outcome.reason });
    }, 0);
    const recorded = (await countRows(resources.db, "activity")) - before;
    expect(recorded, "entries of the activity log").toBeLessThanOrEqual(changes);
  }

  return {
    /** The one other site that a redirect may lead to. */
    elsewhere,
    volley,
    visit: async (sent: Sent): Promise<Answer> => exchange((await enter()).url, sent),
    stop,
  };
}

/** Starts one web process. `enter` returns it, and restarts it after an input that ended it, so that later ones are tried. */
function keepWebProcess(variables: Record<string, string>) {
  let running = startWebProcess(variables);
  const enter = async () => {
    const before = running;
    if ((await before).isRunning()) return before;
    if (running === before) running = startWebProcess(variables); // unless another one has restarted it
    return running;
  };
  return { enter, stop: async () => (await running).stop() };
}

function variablesOf(
  { environment: { DATABASE_URL } }: Resources,
  elsewhere: string,
): Record<string, string> {
  const unlimited = "999999999";
  return {
    ...{ ...requiredVariables, DATABASE_URL, DFE_SIGN_IN_ISSUER_URL: elsewhere, TRUST_PROXY: "1" },
    ...{ RATE_LIMIT_SIGN_IN: unlimited, RATE_LIMIT_SAVES: unlimited, RATE_LIMIT_CALLS: unlimited },
    ORGANISATION_USER_EDITING: "until-first-sign-in",
  };
}

let probes = 0;

/** Checks that the process is up, and that its log contains nothing forbidden. */
async function expectHealthy({ url, readLog }: WebProcess): Promise<void> {
  const health = await exchange(url, { method: "GET", target: "/healthcheck", headers: [] });
  expect(health.text).toBe('{"status":"ok"}');
  probes += 1;
  const mark = `/api/trpc/probe-${probes}`;
  await exchange(url, { method: "GET", target: mark, headers: [] });
  expectQuietLog(await readLog(`"${mark}"`));
}
