import { openQueue } from "../server/emails/queue.ts";
import { system } from "../server/actor.ts";
import { fieldErrorsFromIssues, fieldErrorsOf } from "../server/procedures/field-errors.ts";
import { addSupportUser } from "../server/support-users/add.ts";
import { type PersonInput, personInput } from "../server/support-users/schema.ts";
import { runCommand } from "./frame/command.ts";
import { standardOutput } from "./frame/output.ts";
import { subcommand } from "./frame/subcommand.ts";
import { withDatabase } from "./frame/with-database.ts";

const add = subcommand({
  summary: "Adds a support user, and emails them how to sign in",
  details: [
    "",
    "This is how the first one of a new installation is made; further ones are added in the console.",
    "The worker sends the email. The database is the one that DATABASE_URL names.",
  ],
  options: {
    "first-name": "their first name",
    "last-name": "their last name",
    email: "their Department for Education email address",
  },
  run: async ({ "first-name": firstName, "last-name": lastName, email }, output) => {
    const person = readPerson({ firstName, lastName, email });
    await withDatabase(async (db) => {
      const queue = await openQueue(db, () => undefined);
      try {
        await addSupportUser(db, { actor: system, queue }, person).catch(throwMessages);
      } finally {
        await queue.stop({ graceful: false });
      }
    });
    output.line(`Added. We will email ${person.email} with sign-in details.`);
  },
});

/** @throws {Error} with the messages that the console's form would show */
function readPerson(given: Record<keyof PersonInput, string>): PersonInput {
  const { data, error } = personInput.safeParse(given);
  if (data === undefined) throw new Error(Object.values(fieldErrorsFromIssues(error.issues)).join(". "));
  return data;
}

function throwMessages(error: unknown): never {
  const fieldErrors = fieldErrorsOf(error);
  throw fieldErrors ? new Error(Object.values(fieldErrors).join(". ")) : error;
}

process.exitCode = await runCommand(
  { name: "support-user", summary: "Support users of the console", subcommands: { add } },
  process.argv.slice(2),
  standardOutput,
);
