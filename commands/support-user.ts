import { system } from "../server/actor.ts";
import { fieldErrorsFromIssues, fieldErrorsOf } from "../server/procedures/field-errors.ts";
import { addSupportUser } from "../server/support-users/add.ts";
import { type PersonInput, personInput } from "../server/support-users/schema.ts";
import { readText, runCommand, writeLine } from "./run-command.ts";
import { withQueue } from "./with-database.ts";

async function add(given: PersonInput): Promise<void> {
  const person = readPerson(given);
  await withQueue((db, queue) => addSupportUser(db, { actor: system, queue }, person)).catch(throwMessages);
  writeLine(`Added. We will email ${person.email} with sign-in details.`);
}

/** @throws {Error} if a value is invalid, with the error messages that the console's form would show */
function readPerson(given: PersonInput): PersonInput {
  const { data, error } = personInput.safeParse(given);
  if (data === undefined) throw new Error(Object.values(fieldErrorsFromIssues(error.issues)).join(". "));
  return data;
}

function throwMessages(error: unknown): never {
  const fieldErrors = fieldErrorsOf(error);
  throw fieldErrors ? new Error(Object.values(fieldErrors).join(". ")) : error;
}

const notes = `
Use it to add the first support user of a new installation. Add others in the console.
The worker sends the email. DATABASE_URL names the database.

Example:
  npm run support-user -- add --first-name Priya --last-name Nair --email priya.nair@education.gov.uk`;

process.exitCode = await runCommand("support-user", (command) => {
  command.description("Support users of the console");
  command
    .command("add")
    .description("Adds a support user, and emails them how to sign in")
    .requiredOption("--first-name <TEXT>", "their first name", readText)
    .requiredOption("--last-name <TEXT>", "their last name", readText)
    .requiredOption("--email <ADDRESS>", "their Department for Education email address", readText)
    .addHelpText("after", notes)
    .action(add);
});
