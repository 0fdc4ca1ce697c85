import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { afterResponse } from "./after-response.ts";

test("all functions of a response are called once, in their order, from one listener", () => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const before = response.listenerCount("close");
  const called: string[] = [];

  for (const name of ["log", "metrics", "security"]) afterResponse(response, () => called.push(name));

  expect(response.listenerCount("close") - before).toBe(1);
  expect(called).toEqual([]);
  response.emit("close");
  response.emit("close");
  expect(called).toEqual(["log", "metrics", "security"]);
});
