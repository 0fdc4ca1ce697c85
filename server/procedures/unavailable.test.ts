import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { notConnected } from "../../db/connections/unavailable.ts";
import { isUnavailable } from "./unavailable.ts";

const withCode = (code: string) => Object.assign(new Error("failed"), { code });

test.each([
  ["no connection", withCode("ECONNREFUSED")],
  ["an unknown host", withCode("ENOTFOUND")],
  ["PostgreSQL losing its connection", withCode("08006")],
  ["a full disk", withCode("53100")],
  ["PostgreSQL shutting down", withCode("57P01")],
  ["PostgreSQL starting", withCode("57P03")],
  ["too many connections", withCode("53300")],
  ["a read-only PostgreSQL", withCode("25006")],
  ["a connection that broke", new Error("Connection terminated unexpectedly")],
  ["no connection, whatever the cause", notConnected(withCode("28P01"))],
  ["DfE Sign-in", withCode("SIGN_IN_UNAVAILABLE")],
  [
    "the cause of a procedure's error",
    new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: withCode("ECONNRESET") }),
  ],
])("unavailable: %s", (_, error) => {
  expect(isUnavailable(error)).toBe(true);
});

test.each([
  ["a mistake of ours", new TypeError("x is not a function")],
  ["a broken rule of the database", withCode("23505")],
  ["a statement that took too long", withCode("57014")],
  ["a statement that makes no sense", withCode("42601")],
  ["a refusal", new TRPCError({ code: "FORBIDDEN" })],
  ["no error at all", "ECONNREFUSED"],
])("not unavailable: %s", (_, error) => {
  expect(isUnavailable(error)).toBe(false);
});
