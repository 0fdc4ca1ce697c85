import { expect } from "vitest";
import { withVariables } from "../../fixtures/resources.ts";
import { readPage, test } from "../../fixtures/web.ts";

test("the privacy notice states the configured retention periods", async ({ serve, resources }) => {
  const variables = {
    EMAIL_RETENTION_DAYS: "31",
    PERSONAL_DATA_RETENTION_DAYS: "365",
    REFUSED_SIGN_IN_RETENTION_DAYS: "29",
  };
  const { visit } = await serve(withVariables(resources, variables));

  const { text } = await readPage(await visit("/privacy"));

  expect(text).toContain("the address that an email was sent to, for 31 days");
  expect(text).toContain("what we store if you do not have access, for 29 days after you last tried");
  expect(text).toContain("for 365 days after you were removed from your last organisation");
});

test("the privacy notice names every detail of a person", async ({ serve, resources }) => {
  const { visit } = await serve(resources);

  const { text } = await readPage(await visit("/privacy"));

  expect(text).toContain("your first name, last name and email address");
});
