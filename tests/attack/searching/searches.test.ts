import { pino } from "pino";
import { expect } from "vitest";
import { createToken } from "../../records/api-tokens.ts";
import { readPage, test, type Web } from "../../fixtures/web.ts";
import { createSupportUser, priya, tom } from "../../records/people.ts";
import { createSession } from "../../records/sessions.ts";
import { untilSearching, whileSearchesWait } from "../../readings/searches.ts";

const search = "/support/organisations?query=ash";

test("many slow searches of one user stop nobody else, and end soon", async ({ web, resources, db }) => {
  const supportUserId = (await createSupportUser(db, priya)).id;
  const { sessionId } = await createSession(resources, { supportUserId });
  const other = await createSession(resources, { supportUserId: (await createSupportUser(db, tom)).id });

  const [answers, neighbour] = await whileSearchesWait(db, async () => {
    const sent = Array.from({ length: 25 }, () => web.visit(search, { sessionId }));
    await untilSearching(db, 2);
    const page = await web.visit("/support/sign-in-problems?query=megan", { sessionId: other.sessionId });
    return [await Promise.all(sent), page] as const;
  });

  expect(neighbour.status).toBe(200);
  const withStatus = (wanted: number) => answers.filter(({ status }) => status === wanted);
  expect([withStatus(422).length, withStatus(429).length]).toEqual([2, 23]);
  const [[slow], [refused]] = [withStatus(422), withStatus(429)];
  expect(refused?.headers.get("Retry-After")).toBe("2");
  const page = slow && (await readPage(slow));
  expect(page?.heading).toBe("Sorry, your search took too long");
  expect(page?.text).toContain("Go back and narrow your search.");
  expect((await web.visit(search, { sessionId })).status).toBe(200);
});

test("slow searches of many users leave the connections that other pages need", async ({
  web,
  resources,
  db,
}) => {
  const tokens = await Promise.all(
    Array.from({ length: 6 }, (_, number) => createToken(db, `token ${number}`)),
  );
  const supportUserId = (await createSupportUser(db, priya)).id;
  const { sessionId } = await createSession(resources, { supportUserId });
  const clients = new AbortController();

  const page = await whileSearchesWait(db, async () => {
    const calls = [...tokens, ...tokens].map((token) => call(web, token, clients.signal));
    await untilSearching(db, 4);
    const shown = await web.visit("/support/users", { sessionId });
    clients.abort();
    await Promise.allSettled(calls);
    return shown;
  });

  expect(page.status).toBe(200);
});

test("a search is cancelled when its client disconnects, and is no error", async ({
  serve,
  resources,
  db,
}) => {
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => logged.push(line) });
  const web = await serve({ ...resources, log });
  const supportUserId = (await createSupportUser(db, priya)).id;
  const { sessionId } = await createSession(resources, { supportUserId });
  const token = await createToken(db, "nightly sync");

  await whileSearchesWait(db, async () => {
    const clients = new AbortController();
    const sent = [web.visit(search, { sessionId, signal: clients.signal }), call(web, token, clients.signal)];
    await untilSearching(db, 2);
    clients.abort();
    await Promise.allSettled(sent);
    await untilSearching(db, 0);
  });

  await expect.poll(() => logged.length).toBe(2);
  expect(logged.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 30, aborted: true }),
    expect.objectContaining({ level: 30, aborted: true }),
  ]);
});

async function call({ url }: Web, token: string, signal: AbortSignal): Promise<Response> {
  return fetch(`${url}/api/trpc/organisations.list`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "ash" }),
    signal,
  });
}
