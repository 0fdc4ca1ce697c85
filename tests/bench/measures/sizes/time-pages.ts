import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { type Address, addressOf, withIds, type World } from "../../data/worlds.ts";
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
    const asked = [await findPage(subjects.large, page), await findPage(subjects.part, page)];
    const [large = [], part = []] = await timeInTurn(asked, page.is, sized);
    const all = (times[nameOf(page)] ??= { page, large: [], part: [] });
    all.large.push(median(large));
    all.part.push(median(part));
  }
}

/** Each value by itself and the ratio of the two, which has the goal. */
export function pageFigures(times: PageTimes): Figure[] {
  return Object.values(times).map(({ page, large, part }) => {
    const milliseconds = `${median(large).toFixed(1)} ms by ${median(part).toFixed(1)} ms`;
    const ratios = large.map((time, start) => time / (part[start] ?? NaN));
    return judge(`${page.is} at size, by the small part`, ratios, `${nameOf(page)}: ${milliseconds}`);
  });
}

const nameOf = ({ path, input }: SizedPage) => (input ? `${path} ${JSON.stringify(input)}` : path);

/** A request for a page. A call has its input, as JSON. */
type Asked = Address & { input?: string };

async function timeInTurn(
  asked: Asked[],
  is: SizedPage["is"],
  { warmUp, requests }: Pace["sized"],
): Promise<number[][]> {
  const agent = new Agent({ keepAlive: true });
  const times = asked.map((): number[] => []);
  for (let round = 0; round < warmUp + requests; round += 1) {
    for (const [index, one] of asked.entries()) {
      const began = performance.now();
      await fetchPage(one, agent, is);
      if (round >= warmUp) times[index]?.push(performance.now() - began);
    }
  }
  agent.destroy();
  return times;
}

/** Requests a page; a download until its first byte only, after which this disconnects. */
async function fetchPage({ url, headers, input }: Asked, agent: Agent, is: SizedPage["is"]): Promise<void> {
  const posted = { method: "POST", headers: { ...headers, origin: new URL(url).origin } };
  const called = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
  const options = { page: { headers }, "last page": { headers }, download: posted, call: called }[is];
  const sent = request(url, { agent, ...options }).end(input);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url} is ${String(response.statusCode)}`);
  if (is === "download") {
    await once(response, "readable");
    response.destroy();
  } else {
    response.resume();
    await once(response, "end");
  }
}

/** What to request for a page. If it is the last page, the first one says which that is. */
async function findPage({ process, world }: Subject, { path, input }: SizedPage): Promise<Asked> {
  const [firstPath = path] = path.split(/[?&]page=:last/);
  const first = addressOf(process.url, world, firstPath);
  if (input !== undefined) return { ...first, input: toJson(world, input) };
  if (firstPath === path) return first;
  const numbers = Array.from((await read(first)).matchAll(/[?;&]page=(\d+)/g), ([, number]) =>
    Number(number),
  );
  const ids = { ...world.ids, last: String(Math.max(1, ...numbers)) };
  return addressOf(process.url, { ...world, ids }, path);
}

function toJson(world: World, input: NonNullable<SizedPage["input"]>): string {
  return JSON.stringify(input, (_, value: unknown) =>
    typeof value === "string" ? withIds(world, value) : value,
  );
}
