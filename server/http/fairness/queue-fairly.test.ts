import { EventEmitter } from "node:events";
import type { Request, Response } from "express";
import { expect, test as base } from "vitest";
import { sessionCookie } from "../../sign-in/sessions/session-cookie.ts";
import { queueFairly } from "./queue-fairly.ts";

const PUBLIC_URL = "http://localhost:3000";

type Sent = { name: string; address?: string; path?: string; headers?: Record<string, string> };

/** Waits for the next turn of the event loop. */
const nextTurn = () => new Promise(setImmediate);

/** What a request finds out about its caller, as pages and the API note it. */
type Locals = { known?: () => Promise<unknown>; token?: unknown };

/** vitest's `test` with `send`, which sends a request through the middleware, and the names of those that went on. */
const test = base.extend("server", () => {
  const handle = queueFairly({ PUBLIC_URL });
  const begun: string[] = [];
  const send = ({ name, address = "192.0.2.1", path = "/", headers = {} }: Sent) => {
    const request = { ip: address, path, headers };
    const noted: Locals = {};
    const response = Object.assign(new EventEmitter(), { destroyed: false, locals: noted });
    handle(request as unknown as Request, response as unknown as Response, () => begun.push(name));
    return response;
  };
  /** Sends a request that has to wait, lets it begin, and ends it with what it found out about its caller. */
  const answer = async (sent: Sent, locals: Locals) => {
    send({ name: "before" });
    const response = send(sent);
    while (!begun.includes(sent.name)) await nextTurn();
    response.locals = locals;
    response.emit("close");
    await nextTurn();
    begun.length = 0;
  };
  const untilBegun = async (count: number) => {
    while (begun.length < count) await nextTurn();
    return begun;
  };
  return { send, answer, untilBegun };
});

const cookieOf = async (sessionId: string) => ({
  cookie: (await sessionCookie(PUBLIC_URL).serialize(sessionId)).split(";")[0] ?? "",
});

/** Ten requests from the address that all others have, too. */
const crowd = Array.from({ length: 10 }, (_, index) => ({ name: `crowd ${index}` }));

test("a person whose session was found has a line beside that of their address", async ({
  server: { send, answer, untilBegun },
}) => {
  const headers = await cookieOf("a session");
  await answer(
    { name: "first", headers },
    { known: () => Promise.resolve({ kind: "support_user", id: "1" }) },
  );

  for (const sent of [...crowd, { name: "person", headers }]) send(sent);

  expect((await untilBegun(11)).indexOf("person")).toBeLessThanOrEqual(2);
});

test("an API token that was found has a line beside that of its address", async ({
  server: { send, answer, untilBegun },
}) => {
  const call = { name: "call", path: "/api/trpc/users.list", headers: { authorization: "Bearer token" } };
  await answer(call, { token: { kind: "api_token", id: "1" } });

  for (const sent of [...crowd, call]) send(sent);

  expect((await untilBegun(11)).indexOf("call")).toBeLessThanOrEqual(2);
});

test("two sessions of one person share a line", async ({ server: { send, answer, untilBegun } }) => {
  const known = () => Promise.resolve({ kind: "support_user", id: "1" });
  const [one, other] = [await cookieOf("one"), await cookieOf("other")];
  await answer({ name: "first", headers: one }, { known });
  await answer({ name: "second", headers: other }, { known });

  for (const { name } of crowd) send({ name, headers: one });
  send({ name: "last", headers: other });

  expect((await untilBegun(11)).at(-1)).toBe("last");
});

test.for([
  ["was not found", () => Promise.resolve(null)],
  ["was not looked for", undefined],
] as const)("a session that %s counts for its address", async ([, known], { server }) => {
  const headers = await cookieOf("made up");
  await server.answer({ name: "first", headers }, { ...(known && { known }) });

  for (const sent of [...crowd, { name: "made up", headers }]) server.send(sent);

  expect((await server.untilBegun(11)).at(-1)).toBe("made up");
});

test("other addresses do not wait for a crowd from one", async ({ server: { send, untilBegun } }) => {
  for (const sent of [...crowd, { name: "other", address: "192.0.2.2" }]) send(sent);

  expect((await untilBegun(11)).indexOf("other")).toBeLessThanOrEqual(2);
});

test("a request whose client has disconnected while it waited does not begin", async ({
  server: { send, untilBegun },
}) => {
  const [first, gone, last] = [{ name: "first" }, { name: "gone" }, { name: "last" }].map(send);
  expect(first?.destroyed).toBe(false);
  if (gone) gone.destroyed = true;

  await untilBegun(2);

  expect(last?.destroyed).toBe(false);
  expect(await untilBegun(2)).toEqual(["first", "last"]);
});
