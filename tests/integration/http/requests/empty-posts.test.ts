import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { createSupportUser, tom } from "../../../records/people.ts";
import { createSession } from "../../../records/sessions.ts";
import { readPage, test } from "../../../fixtures/web.ts";

test.for([
  ["no body", {}],
  ["an empty body of no kind", { body: new Uint8Array() }],
  ["an empty body with another content type", { headers: { "Content-Type": "application/json" } }],
  ["an empty form in pieces", { headers: { "Content-Type": "multipart/form-data; boundary=x" } }],
] as const)("a details form posted with %s counts as empty", async ([, init], { web, resources, db }) => {
  const { sessionId } = await createSession(resources, {
    supportUserId: (await createSupportUser(db, tom)).id,
  });

  const posted = await web.visit(`/support/users/new/${randomUUID()}`, {
    ...init,
    method: "POST",
    sessionId,
  });

  const { text, ...page } = await readPage(posted);
  expect(page).toEqual({ status: 400, heading: "Personal details" });
  for (const error of ["Enter a first name", "Enter a last name", "Enter an email address"])
    expect(text).toContain(error);
});
