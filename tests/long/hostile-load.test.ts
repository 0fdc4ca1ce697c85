import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { expect } from "vitest";
import { sessionCookie } from "../../server/sign-in/sessions/session-cookie.ts";
import { test as withServices } from "../fixtures/resources.ts";
import { startWebProcess } from "../fuzz/product/web-process.ts";
import { createCrowd, createSchools } from "../records/crowd.ts";
import { createSupportUser, priya, tom } from "../records/people.ts";
import { createSession } from "../records/sessions.ts";
import { requiredVariables } from "../stand-ins/environment.ts";

const people = 100_000;
const batch = 2_500;
const schools = 2_000;

/** vitest's `test` with the built web process on a large database. */
const test = withServices.extend("url", async ({ resources, db }, { onCleanup }) => {
  await createSchools(db, schools);
  const school = sql<number>`n % ${sql.lit(schools)} + 1`;
  for (let first = 1; first < people; first += batch)
    // each within the time limit of a statement
    await createCrowd(db, { first, last: first + batch - 1, school });
  const { DATABASE_URL } = resources.environment;
  const web = await startWebProcess({ ...requiredVariables, DATABASE_URL });
  onCleanup(web.stop);
  return web.url;
});

const pages = ["/support/organisations", "/support/organisation-users", "/support/users"];

/** What one support user sends, again and again: searches that match much or little, far pages, and filters. */
const searches = [
  `organisation-users?query=${"a+e+i+o+u+r+s+t+".repeat(12)}`,
  `organisation-users?query=${"aeiou+".repeat(32)}`,
  "organisation-users?page=4000",
  "organisation-users?show=not_signed_in&query=b",
  "organisations?query=c&page=5000",
  "activity?kind=added&page=5000",
];

test(
  "hostile load of one user does not slow down another one's pages",
  { timeout: 600_000 },
  async ({ resources, db, url }) => {
    const cookieOf = async (supportUserId: string) => {
      const { sessionId } = await createSession(resources, { supportUserId });
      return (await sessionCookie(requiredVariables.PUBLIC_URL).serialize(sessionId)).split(";")[0] ?? "";
    };
    const attacker = await cookieOf((await createSupportUser(db, tom)).id);
    const user = await cookieOf((await createSupportUser(db, priya)).id);
    const measure = () => measurePages(url, user);
    await measure();

    const usual = await measure();
    const attack = new AbortController();
    const attackers = Array.from({ length: 25 }, (_, index) => harass(url, attacker, index, attack.signal));
    const attacked = await measure();
    attack.abort();
    const counts = await Promise.all(attackers);

    expect(Math.min(...counts), "how often each attacker was answered").toBeGreaterThan(0);
    expect(attacked / usual).toBeLessThan(5);
  },
);

/** Reads pages one after the other, and returns the median time. */
async function measurePages(url: string, cookie: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    for (const page of pages) {
      const began = performance.now();
      const response = await fetch(url + page, { headers: { Cookie: cookie } });
      await response.text();
      times.push(performance.now() - began);
      expect(response.status).toBe(200);
    }
  }
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
}

/** Sends hostile paths and a search in turn until the attack ends. Returns how often there were responses. */
async function harass(url: string, cookie: string, first: number, signal: AbortSignal): Promise<number> {
  let answered = 0;
  for (let index = first; !signal.aborted; index += 1) {
    await sendPaths(url);
    const path = `/support/${searches[index % searches.length] ?? ""}`;
    const response = await fetch(url + path, { headers: { Cookie: cookie } });
    await response.text();
    expect([200, 302, 422, 429]).toContain(response.status);
    answered += 1;
  }
  return answered;
}

/** Sends ten hostile paths at once on one connection. */
async function sendPaths(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const path = `@/${"%41".repeat(5_000)}`;
  const request = (connection: string) =>
    `GET /${path} HTTP/1.1\r\nHost: a\r\nConnection: ${connection}\r\n\r\n`;
  const socket = connect(Number(port), hostname);
  socket.write(request("keep-alive").repeat(9) + request("close"));
  expect((await text(socket)).split("HTTP/1.1 404")).toHaveLength(11);
}
