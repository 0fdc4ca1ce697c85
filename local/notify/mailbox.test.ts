import { expect, it } from "vitest";
import { createMailbox } from "./mailbox.ts";

const noon = Date.UTC(2026, 0, 14, 12);
const email = (reference: string | null) => ({
  reference,
  to: "megan.price@example.com",
  subject: "Subject",
  body: "Body",
  templateId: "template",
  templateName: "support_user_added",
});

it("keeps the newest first, finds by id and reference, and dates as Notify does", () => {
  const mailbox = createMailbox(() => noon);
  const [first, second] = [mailbox.build(email("one")), mailbox.build(email(null))];
  mailbox.keep(first);
  mailbox.keep(second);
  expect(mailbox.newestFirst()).toEqual([second, first]);
  expect(mailbox.get(first.id)).toBe(first);
  expect(mailbox.withReference("one")).toEqual([first]);
  expect(first).toMatchObject({
    status: "created",
    created_at: "2026-01-14T12:00:00.000000Z",
    sent_at: null,
  });
});

it("forgets the oldest beyond its bound, by reference too", () => {
  const mailbox = createMailbox(() => noon, 2);
  const emails = ["same", "same", "other"].map((reference) => mailbox.build(email(reference)));
  for (const kept of emails) mailbox.keep(kept);
  expect(mailbox.newestFirst()).toEqual([emails[2], emails[1]]);
  expect(mailbox.withReference("same")).toEqual([emails[1]]);
});
