import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import autocannon from "autocannon";
import type { Address } from "../data/worlds.ts";
import { median } from "../figures/statistics.ts";

/**
 * Requests pages in turn, ten at a time.
 *
 * @param pages pages of one process
 * @param count how many requests in all
 * @returns requests a second
 * @throws {Error} if any response was not the page
 */
export async function load(pages: Address[], count: number): Promise<number> {
  const [{ url, headers } = { url: "", headers: {} }] = pages;
  const { non2xx, errors, duration } = await autocannon({
    url: new URL(url).origin,
    requests: pages.map((page) => ({ path: page.url.slice(new URL(url).origin.length), headers })),
    connections: 10,
    amount: count,
    sampleInt: 50, // it looks so often, in milliseconds, whether all requests are done; by default once a second
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} answers were not the page`);
  return count / duration;
}

/**
 * Requests a page repeatedly on one connection.
 *
 * @param seconds for how long; at least five requests are made
 * @returns the median time of a request, in milliseconds
 */
export async function timeOne(address: Address, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end || times.length < 5;) {
    const began = performance.now();
    await fetchWhole(address, agent);
    times.push(performance.now() - began);
  }
  agent.destroy();
  return median(times);
}

async function fetchWhole({ url, headers }: Address, agent: Agent): Promise<void> {
  const [response] = (await once(get(url, { agent, headers }), "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  if (response.statusCode !== 200) throw new Error(`${url} is ${String(response.statusCode)}`);
}

/** @returns the page's HTML */
export async function read({ url, headers }: Address): Promise<string> {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(`${url} is ${response.status}`);
  return response.text();
}
