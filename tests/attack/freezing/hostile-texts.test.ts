import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { createToken } from "../../records/api-tokens.ts";
import { test as withWeb, type Web } from "../../fixtures/web.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createSession } from "../../records/sessions.ts";

/** vitest's `test` with what a caller needs to be listened to: a session, a token and an organisation. */
const test = withWeb.extend("access", async ({ resources, db }) => {
  const { sessionId } = await createSession(resources);
  const { id } = await createOrganisation(db);
  const token = await createToken(db, "nightly sync");
  return { sessionId, token, form: `/support/organisations/${id}/users/new/${randomUUID()}` };
});

type Access = { sessionId: string; token: string; form: string };

/** Sends a text to the web server, and waits for the response. */
type Send = (web: Web, access: Access, sent: string) => Promise<unknown>;

const invisible = "\u00ad".repeat(15_000);
const accents = "\u0316\u0301".repeat(7_500);

// Each of these texts froze a process for up to 8 s.
const attacks: [name: string, send: Send, hostile: string][] = [
  ["ten paths at once", sendPaths, `@/${"%41".repeat(5_300)}`],
  ["a search", search, accents.slice(0, 2_000)],
  ["a name of invisible characters", fillIn("firstName"), invisible],
  ["a name of accents", fillIn("lastName"), accents],
  ["an address of invisible characters", fillIn("email"), invisible],
  ["an address of accents", fillIn("email"), accents],
  ["a script's search", call, accents],
];

test.for(attacks)(
  "a hostile text costs no more than a harmless one: %s",
  async ([, send, hostile], { web, access }) => {
    const measure = async (sent: string) => {
      const before = process.cpuUsage();
      await send(web, access, sent);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
    const harmless = "a".repeat(hostile.length);
    await measure(harmless);

    const usual = Math.min(await measure(harmless), await measure(harmless));
    const worst = Math.min(await measure(hostile), await measure(hostile));

    expect(worst).toBeLessThan(5 * usual + 20);
  },
);

/** Sends ten requests on one connection without waiting for the responses. */
async function sendPaths({ url }: Web, _: Access, path: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const request = (connection: string) =>
    `GET /${path} HTTP/1.1\r\nHost: a\r\nConnection: ${connection}\r\n\r\n`;
  socket.write(request("keep-alive").repeat(9) + request("close"));
  expect(await text(socket)).toContain("Page not found");
}

async function search({ visit }: Web, { sessionId }: Access, query: string) {
  const parameters = new URLSearchParams({ query }).toString();
  const response = await visit(`/support/organisation-users?${parameters}`, { sessionId });
  expect(response.status).toBe(200);
  await response.text();
}

/** Posts the form of a new user with the text in one field. */
function fillIn(field: string): Send {
  return async ({ visit }, { sessionId, form }, sent) => {
    const details = { firstName: "Megan", lastName: "Price", email: "megan.price@example.com" };
    const response = await visit(form, { sessionId, form: { ...details, [field]: sent } });
    expect(response.status).toBe(400);
    await response.text();
  };
}

async function call({ url }: Web, { token }: Access, query: string) {
  const response = await fetch(`${url}/api/trpc/organisationUsers.search`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(200);
  await response.text();
}
