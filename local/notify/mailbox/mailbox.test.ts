import { expect, it } from "vitest";
import { createMailbox } from "./mailbox.ts";

it("lists the newest first, and removes the oldest beyond its limit", () => {
  const mailbox = createMailbox(Date.now, 2);
  const email = { to: "megan.price@example.com", subject: "Subject", body: "Body", templateId: "template" };
  const emails = ["one", "two", "three"].map((reference) => mailbox.create({ ...email, reference }));
  for (const kept of emails) mailbox.keep(kept);
  expect(mailbox.list()).toEqual([emails[2], emails[1]]);
});
