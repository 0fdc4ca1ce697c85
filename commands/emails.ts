import type { PgBoss } from "pg-boss";
import type { Database } from "../db/database.ts";
import { markForLookup } from "../server/emails/upkeep.ts";
import { explainFailure } from "../server/emails/failed/reasons.ts";
import { CannotSendAgain, listFailedEmails, sendFailedEmail } from "../server/emails/failed/failed.ts";
import { readText, runCommand, writeLine } from "./run-command.ts";
import { withDatabase, withQueue } from "./with-database.ts";

async function listFailed(): Promise<void> {
  const emails = await withDatabase(listFailedEmails);
  for (const { id, kind, failedAt, error } of emails) {
    writeLine([id, failedAt.toISOString(), kind, error, explainFailure(error, true).reason].join("\t"));
  }
  writeLine(`Failed: ${emails.length}`);
}

async function sendAgain(list: string): Promise<void> {
  const ids = [...new Set(list.split(",").map((id) => id.trim().toLowerCase()))];
  const refusals = await withQueue((db, queue) => sendAll(db, queue, ids));
  writeLine(`Sent again: ${ids.length - refusals.length}`);
  if (refusals.length > 0) throw new Error(`not sent again: ${refusals.join("; ")}`);
}

/** Sends failed emails again, one by one. Returns a message for each email that cannot be sent again. */
async function sendAll(db: Database, queue: PgBoss, ids: string[]): Promise<string[]> {
  const refusals: string[] = [];
  for (const id of ids) {
    try {
      await sendFailedEmail(db, queue, id);
    } catch (error) {
      if (!(error instanceof CannotSendAgain)) throw error;
      refusals.push(`${id}: ${error.message}`);
    }
  }
  return refusals;
}

async function prepareRestored(): Promise<void> {
  writeLine(`To be asked about: ${await withDatabase(markForLookup)}`);
}

const failedNotes = `
Each line is an email, oldest first: id, time, kind, what GOV.UK Notify said, and what that means.
Recipients are not shown: the person's page in the console has them. Emails that were sent again
are left out.

Example:
  npm run emails -- failed`;

const sendAgainNotes = `
Example:
  npm run emails -- send-again 0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11`;

const restoredNotes = `
Run it after restoring a backup, before a worker starts. The worker then asks GOV.UK Notify about
each queued email before sending it. Notify knows for as long as it keeps emails, usually 7 days.

Example:
  npm run emails -- restored`;

process.exitCode = await runCommand("emails", (command) => {
  command.description("Emails that failed, or wait in a restored backup");
  command
    .command("failed")
    .description("Lists the emails that failed, with their reasons")
    .addHelpText("after", failedNotes)
    .action(listFailed);
  command
    .command("send-again")
    .description("Sends failed emails again, once each")
    .argument("<IDS>", "one id, or several with commas in between and no spaces", readText)
    .addHelpText("after", sendAgainNotes)
    .action(sendAgain);
  command
    .command("restored")
    .description("Keeps queued emails in a restored backup from being sent twice")
    .addHelpText("after", restoredNotes)
    .action(prepareRestored);
});
