import { expect, test as base } from "vitest";
import { emailKindNames } from "../../../../server/emails/kinds.ts";
import { runScriptWith } from "../../../fixtures/commands.ts";
import { requiredVariables } from "../../../stand-ins/environment.ts";
import { startTestNotify } from "../../../stand-ins/notify.ts";

/** vitest's `test` with the command and a Notify stand-in that has our templates. */
const test = base
  .extend("mail", async ({}, { onCleanup }) => {
    const mail = await startTestNotify();
    onCleanup(() => mail.stop());
    return mail;
  })
  .extend("check", ({ mail }) => {
    const { NOTIFY_BASE_URL } = mail.environment;
    return (variables: Record<string, string | undefined> = {}) =>
      runScriptWith({ ...requiredVariables, NOTIFY_BASE_URL, ...variables }, "templates", "check");
  });

const asOurs = (kind: string) => `${kind}: as in jobs/templates`;

test("accepts our own templates in Notify", async ({ check }) => {
  const output = [...emailKindNames.map(asOurs), ""].join("\n");

  expect(await check()).toEqual({ code: 0, output, errors: "" });
});

test("names each difference, and fails", async ({ check }) => {
  const { code, output, errors } = await check({
    NOTIFY_TEMPLATE_ORGANISATION_USER_ADDED: requiredVariables.NOTIFY_TEMPLATE_SUPPORT_USER_ADDED,
    NOTIFY_TEMPLATE_SUPPORT_USER_REMOVED: "00000000-0000-4000-8000-00000000000f",
  });

  expect(output.split("\n")).toEqual([
    "organisation_user_added: It is called ‘support_user_added’. It lacks ((organisation))",
    asOurs("organisation_user_removed"),
    asOurs("organisation_user_invited_elsewhere"),
    asOurs("support_user_added"),
    "support_user_removed: Notify has no email template with this id, or it was deleted",
    asOurs("email_address_changed"),
    "",
  ]);
  expect([code, errors]).toEqual([1, "templates: 2 of 6 templates in Notify cannot be used\n"]);
});

test("names a template that was deleted in Notify, and fails", async ({ check, mail }) => {
  await mail.put("template-deleted");

  const { code, output } = await check();

  expect(output.split("\n").slice(0, 2)).toEqual([
    "organisation_user_added: Notify has no email template with this id, or it was deleted",
    asOurs("organisation_user_removed"),
  ]);
  expect(code).toBe(1);
});

test("fails if a maintenance page answers", async ({ check, mail }) => {
  await mail.put("maintenance");

  expect(await check()).toEqual({
    code: 1,
    output: "",
    errors: "templates: Notify did not answer as expected\n",
  });
});

const otherKey = requiredVariables.NOTIFY_API_KEY.replace(/.{8}$/, "00000000");

test.for([
  ["nobody listens", { NOTIFY_BASE_URL: "http://127.0.0.1:1" }, "No connection to Notify"],
  ["the key is wrong", { NOTIFY_API_KEY: otherKey }, "403 AuthError"],
  ["the key is missing", { NOTIFY_API_KEY: undefined }, "NOTIFY_API_KEY is missing"],
] as const)("fails with the reason if %s", async ([, variables, reason], { check }) => {
  const { code, output, errors } = await check(variables);

  expect([code, output]).toEqual([1, ""]);
  expect(errors).toContain(reason);
  expect(errors).not.toContain(otherKey.slice(-36));
});
