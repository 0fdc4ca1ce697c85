import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { recordFailed } from "../../../../server/emails/failed/failed.ts";
import { inviteMegan } from "../../../records/emails.ts";
import { unknownId } from "../../../records/organisations.ts";
import { runScript } from "../../../fixtures/commands.ts";
import { test } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";

const run = (url: string, ...typed: string[]) => runScript("emails", url, ...typed);

async function failToInviteMegan(db: Database): Promise<string> {
  const { id } = await inviteMegan(db);
  await recordFailed(db, id, "400 BadRequestError: Template not found");
  return id;
}

test("lists failed emails with their reasons, without addresses", async ({ database, db }) => {
  const id = await failToInviteMegan(db);

  const { code, output } = await run(database.url, "failed");

  expect(code).toBe(0);
  const [line = "", count] = output.split("\n");
  expect(line.split("\t")).toEqual([
    id,
    expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    "organisation_user_added",
    "400 BadRequestError: Template not found",
    "GOV.UK Notify did not accept the email",
  ]);
  expect(count).toBe("Failed: 1");
  expect(output).not.toContain("@");
});

test("sends a chosen email again, once, as a new email", async ({ database, db }) => {
  const id = await failToInviteMegan(db);

  expect(await run(database.url, "send-again", id)).toEqual({
    code: 0,
    output: "Sent again: 1\n",
    errors: "",
  });

  const { emails, jobs, activity } = await readTraces(db);
  expect(emails).toMatchObject([
    { id, status: "failed" },
    { status: "queued", recipient: "megan.price@example.com" },
  ]);
  expect(jobs).toEqual([{ emailId: emails[1]?.id }]);
  expect(activity.map(({ action, by }) => [action, by])).toEqual([
    ["email_failed", "system"],
    ["invited_again", "system"],
  ]);
  expect((await run(database.url, "failed")).output).toBe("Failed: 0\n");
  expect(await run(database.url, "send-again", id)).toEqual({
    code: 1,
    output: "Sent again: 0\n",
    errors: `emails: not sent again: ${id}: it was sent again before\n`,
  });
});

test("sends each email that it can, once, and explains the rest", async ({ database, db }) => {
  const id = await failToInviteMegan(db);

  const { code, output, errors } = await run(
    database.url,
    "send-again",
    `${unknownId},nonsense,${id},${id.toUpperCase()}`,
  );

  expect([code, output]).toEqual([1, "Sent again: 1\n"]);
  expect(errors).toBe(
    `emails: not sent again: ${unknownId}: there is no failed email with this id; ` +
      "nonsense: there is no failed email with this id\n",
  );
});

test("does not send an email that is out of date", async ({ database, db }) => {
  const id = await failToInviteMegan(db);
  await db.deleteFrom("memberships").execute();

  const { code, errors } = await run(database.url, "send-again", id);

  expect(code).toBe(1);
  expect(errors).toContain("it no longer holds");
  expect((await readTraces(db)).jobs).toEqual([]);
});
