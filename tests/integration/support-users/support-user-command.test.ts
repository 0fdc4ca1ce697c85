import { expect } from "vitest";
import { runScript } from "../../fixtures/commands.ts";
import { createSupportUser, tom } from "../../records/people.ts";
import { test } from "../../fixtures/resources.ts";
import { countRows, readTraces } from "../../readings/traces.ts";

const priya = ["--first-name", "Priya", "--last-name", "Nair", "--email", "Priya.Nair@education.gov.uk"];

test("adds the first support user of an empty installation, as the system", async ({ database, db }) => {
  expect(await runScript("support-user", database.url, "add", ...priya)).toEqual({
    code: 0,
    output: "Added. We will email priya.nair@education.gov.uk with sign-in details.\n",
    errors: "",
  });
  expect(await countRows(db, "support_users")).toBe(1);
  expect(await readTraces(db)).toMatchObject({
    activity: [{ by: "system", action: "added", subject: "Priya Nair" }],
    emails: [{ kind: "support_user_added", recipient: "priya.nair@education.gov.uk" }],
    jobs: [{}],
  });
});

test.for([
  [
    "in use",
    ["--first-name", "Tom", "--last-name", "W", "--email", tom.email],
    "Email address already in use",
  ],
  [
    "none of the department's",
    ["--first-name", " ", "--last-name", "W", "--email", "tom@example.com"],
    "Enter a first name. Enter a Department for Education email address in the correct format, like name@education.gov.uk",
  ],
] as const)(
  "an address that is %s is refused with the form's message",
  async ([, typed, message], { database, db }) => {
    await createSupportUser(db, tom);

    expect(await runScript("support-user", database.url, "add", ...typed)).toEqual({
      code: 1,
      output: "",
      errors: `support-user: ${message}\n`,
    });
    expect(await countRows(db, "support_users")).toBe(1);
  },
);
