import { expect, test } from "vitest";
import { z } from "zod";
import { messageOf } from "../refusals.ts";
import { FieldError, fieldErrorsFromIssues, fieldErrorsOf, fieldErrorsToTrpc } from "./field-errors.ts";

const emailInUse = messageOf("emailInUse");

const schema = z.strictObject({
  name: z.string("Enter a name").min(2, "Too short").regex(/^\w*$/, "Too odd"),
  address: z.object({ town: z.string("Enter a town") }),
});

function issuesOf(input: unknown) {
  return schema.safeParse(input).error?.issues ?? [];
}

test("each field has one message, the first that applies", () => {
  expect(fieldErrorsFromIssues(issuesOf({ name: "-", address: {} }))).toEqual({
    name: "Too short",
    "address.town": "Enter a town",
  });
});

test("an unknown key is a field error", () => {
  const input = { name: "Megan", address: { town: "Ashgrove" }, role: "admin", id: 1 };

  expect(fieldErrorsFromIssues(issuesOf(input))).toEqual({ role: "Unknown field", id: "Unknown field" });
});

test("an error of the domain has one field and one message", () => {
  const error = new FieldError("email", "emailInUse");

  expect(error).toMatchObject({
    name: "FieldError",
    message: emailInUse,
    fieldErrors: { email: emailInUse },
  });
});

test("a wrong input is BAD_REQUEST, with all messages", () => {
  const fieldErrors = { lastName: "Enter a last name", email: emailInUse };

  expect(fieldErrorsToTrpc(fieldErrors)).toMatchObject({
    code: "BAD_REQUEST",
    message: "Enter a last name. Email address already in use",
    cause: { fieldErrors },
  });
});

test("a broken rule of the domain is CONFLICT, with its reason", () => {
  const fieldErrors = { email: emailInUse };

  expect(fieldErrorsToTrpc(fieldErrors, "emailInUse")).toMatchObject({
    code: "CONFLICT",
    message: emailInUse,
    cause: { fieldErrors, reason: "emailInUse" },
  });
});

test("field errors are recognised without their class", () => {
  const fieldErrors = { email: emailInUse };

  expect(fieldErrorsOf({ fieldErrors })).toBe(fieldErrors);
  expect(fieldErrorsOf(new z.ZodError(issuesOf({})))).toMatchObject({ name: "Enter a name" });
  for (const other of [undefined, null, "text", new Error("other"), {}])
    expect(fieldErrorsOf(other)).toBeUndefined();
});
