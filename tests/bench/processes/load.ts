import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import autocannon from "autocannon";
import { spreadOf } from "../figures/statistics.ts";

/** The address of a page, and the cookie of a signed-in user. */
export type Address = { url: string; cookie: string };

/**
 * Requests a page on ten connections.
 *
 * @returns requests a second, and the number of requests
 * @throws {Error} if any response was not the page
 */
export async function load({ url, cookie }: Address, seconds: number) {
  const { non2xx, errors, requests } = await autocannon({
    url,
    headers: { cookie },
    connections: 10,
    duration: seconds,
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} answers were not the page`);
  return { requestsPerSecond: requests.average, count: requests.total };
}

/**
 * Requests a page repeatedly on one connection.
 *
 * @returns the median time of a request, in milliseconds
 */
export async function timeOne(address: Address, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end;) {
    const began = performance.now();
    await fetchWhole(address, agent);
    times.push(performance.now() - began);
  }
  agent.destroy();
  return spreadOf(times).median;
}

async function fetchWhole({ url, cookie }: Address, agent: Agent): Promise<void> {
  const [response] = (await once(get(url, { agent, headers: { cookie } }), "response")) as [IncomingMessage];
  response.resume();
  await once(response, "end");
  if (response.statusCode !== 200) throw new Error(`${url} is ${String(response.statusCode)}`);
}

/** @returns the page's HTML */
export async function read({ url, cookie }: Address): Promise<string> {
  const response = await fetch(url, { headers: { cookie } });
  if (response.status !== 200) throw new Error(`${url} is ${response.status}`);
  return response.text();
}
