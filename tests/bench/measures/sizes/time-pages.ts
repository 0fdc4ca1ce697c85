import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { type Address, addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { median } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";
import { read } from "../../processes/load.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { type SizedPage, sizedPages } from "./pages.ts";

type Subject = { process: Measured; world: World };
type Subjects = Record<"large" | "part", Subject>;

/** For each page, its median time on the large data set and on the part, in milliseconds, after each start. */
export type PageTimes = Record<string, { page: SizedPage; large: number[]; part: number[] }>;

/** Times each page on the large data set and on the part in turn, one request at a time, and adds that to `times`. */
export async function timePages(times: PageTimes, subjects: Subjects, { sized }: Pace): Promise<void> {
  for (const page of sizedPages) {
    const addresses = [await findPage(subjects.large, page.path), await findPage(subjects.part, page.path)];
    const [large = [], part = []] = await timeInTurn(addresses, page.is === "download", sized.requests);
    const all = (times[page.path] ??= { page, large: [], part: [] });
    all.large.push(median(large));
    all.part.push(median(part));
  }
}

/** Each value by itself and the ratio of the two, which has the goal. */
export function pageFigures(times: PageTimes): Figure[] {
  return Object.values(times).map(({ page: { path, is }, large, part }) => {
    const milliseconds = `${median(large).toFixed(1)} ms by ${median(part).toFixed(1)} ms`;
    const ratios = large.map((time, start) => time / (part[start] ?? NaN));
    return judge(`${is} at size, by the small part`, ratios, `${path}: ${milliseconds}`);
  });
}

/** The first requests of a page plan its statements. */
const warmUp = 6;

async function timeInTurn(addresses: Address[], isDownload: boolean, requests: number): Promise<number[][]> {
  const agent = new Agent({ keepAlive: true });
  const times = addresses.map((): number[] => []);
  for (let round = 0; round < warmUp + requests; round += 1) {
    for (const [index, address] of addresses.entries()) {
      const began = performance.now();
      await fetchPage(address, agent, isDownload);
      if (round >= warmUp) times[index]?.push(performance.now() - began);
    }
  }
  agent.destroy();
  return times;
}

/** Requests a page; a download until its first byte only, after which this disconnects. */
async function fetchPage({ url, headers }: Address, agent: Agent, isDownload: boolean): Promise<void> {
  const posted = { method: "POST", headers: { ...headers, origin: new URL(url).origin } };
  const sent = request(url, { agent, ...(isDownload ? posted : { headers }) }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url} is ${String(response.statusCode)}`);
  if (isDownload) {
    await once(response, "readable");
    response.destroy();
  } else {
    response.resume();
    await once(response, "end");
  }
}

/** The address of a page. If it is the last page, the first one says which that is. */
async function findPage({ process, world }: Subject, path: string): Promise<Address> {
  const [firstPath = path] = path.split(/[?&]page=:last/);
  const first = addressOf(process.url, world, firstPath);
  if (firstPath === path) return first;
  const numbers = Array.from((await read(first)).matchAll(/[?;&]page=(\d+)/g), ([, number]) =>
    Number(number),
  );
  const ids = { ...world.ids, last: String(Math.max(1, ...numbers)) };
  return addressOf(process.url, { ...world, ids }, path);
}
