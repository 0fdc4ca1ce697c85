import { expect, it } from "vitest";
import { createEnvironment } from "../../tests/stand-ins/environment.ts";
import { emailKindNames, templateId } from "../../server/emails/kinds.ts";
import { checkTemplates } from "./check-templates.ts";
import { NotifyError, type NotifyTemplate } from "../emails/notify.ts";
import { readTemplates } from "./templates.ts";

const environment = createEnvironment();
const [ours] = readTemplates();
if (ours === undefined) throw new Error("There are no templates");

/** Returns the check of the first template, for which the stand-in for Notify returns a changed one or throws. */
async function check(change: Partial<NotifyTemplate> | NotifyError) {
  const getTemplate = (id: string): Promise<NotifyTemplate> => {
    const text = readTemplates().find(({ kind }) => templateId(environment, kind) === id);
    if (text === undefined) throw new Error("Not one of the configured templates");
    const { kind, subject, body } = text;
    if (kind !== ours?.kind) return Promise.resolve({ name: kind, type: "email", subject, body });
    if (change instanceof NotifyError) return Promise.reject(change);
    return Promise.resolve({ name: kind, type: "email", subject, body, ...change });
  };
  const [first, ...others] = await checkTemplates(environment, { getTemplate });
  expect(others).toEqual(emailKindNames.slice(1).map((kind) => ({ kind, problems: [], isReworded: false })));
  return first;
}

it.each([
  ["as it is", {}, []],
  ["with its name in words", { name: "Organisation user - added" }, []],
  ["with Windows line endings", { body: ours.body.replaceAll("\n", "\r\n") }, []],
  ["with another name", { name: "Welcome" }, ["It is called ‘Welcome’"]],
  ["for text messages", { type: "sms" }, ["It is a template for a sms, not for an email"]],
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

it.each(["404 NoResultFound: No result found", "400 ValidationError: id is not a valid UUID"])(
  "reports a missing template: %s",
  async (message) => {
    const found = await check(new NotifyError("refused", message));
    expect(found?.problems).toEqual(["Notify has no template with this id"]);
  },
);

it("throws when Notify refuses the key", async () => {
  const refused = new NotifyError("refused", "403 AuthError: Invalid token: API key not found");
  await expect(check(refused)).rejects.toBe(refused);
});
