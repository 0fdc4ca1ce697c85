import { expect, it } from "vitest";
import { createEnvironment } from "../../tests/stand-ins/environment.ts";
import { emailKindNames, templateId } from "../../server/emails/kinds.ts";
import { checkTemplates } from "./check-templates.ts";
import { NotifyError } from "../notify/errors.ts";
import type { NotifyTemplate } from "../notify/answers.ts";
import { readTemplates } from "./templates.ts";

const environment = createEnvironment();
const [ours] = readTemplates();
if (ours === undefined) throw new Error("There are no templates");

/** Returns the check of the first template, of which Notify has a changed one, or none. */
async function check(change: Partial<NotifyTemplate> | "missing") {
  const list = readTemplates().map(({ kind, subject, body }) => {
    const isFirst = kind === ours?.kind && change !== "missing";
    return { id: templateId(environment, kind), name: kind, subject, body, ...(isFirst && change) };
  });
  const listTemplates = () => Promise.resolve(change === "missing" ? list.slice(1) : list);
  const [first, ...others] = await checkTemplates(environment, { listTemplates });
  expect(others).toEqual(emailKindNames.slice(1).map((kind) => ({ kind, problems: [], isReworded: false })));
  return first;
}

it.each([
  ["as it is", {}, []],
  ["with its id in upper case", { id: templateId(environment, ours.kind).toUpperCase() }, []],
  ["with its name in words", { name: "Organisation user - added" }, []],
  ["with Windows line endings", { body: ours.body.replaceAll("\n", "\r\n") }, []],
  ["with another name", { name: "Welcome" }, ["It is called ‘Welcome’"]],
  [
    "without the address",
    { body: ours.body.replaceAll("((email_address))", "yours") },
    ["It lacks ((email_address))"],
  ],
  [
    "with another placeholder",
    { subject: "((service)): ((Age))" },
    ["It asks for ((Age)), which we do not send"],
  ],
  [
    "with a conditional placeholder",
    { body: `${ours.body} ((Age??Happy birthday))` },
    ["It asks for ((Age)), which we do not send"],
  ],
  [
    "with a placeholder in another spelling",
    { body: ours.body.replaceAll("((email_address))", "((Email address))") },
    [],
  ],
])("finds the problems of a template %s", async (_how, change, problems) => {
  expect(await check(change)).toMatchObject({ kind: ours.kind, problems });
});

it("reports another wording, which is no problem", async () => {
  expect(await check({ body: ours.body.replace("Dear", "Hello") })).toEqual({
    kind: ours.kind,
    problems: [],
    isReworded: true,
  });
});

it("reports a template that Notify does not list", async () => {
  const found = await check("missing");
  expect(found?.problems).toEqual(["Notify has no email template with this id, or it was deleted"]);
});

it("throws when Notify refuses the key", async () => {
  const refused = new NotifyError("denied", "403 AuthError: Invalid token: API key not found");
  const listTemplates = () => Promise.reject(refused);
  await expect(checkTemplates(environment, { listTemplates })).rejects.toBe(refused);
});
