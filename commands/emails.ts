import type { PgBoss } from "pg-boss";
import type { Database } from "../db/database.ts";
import { openQueue } from "../server/emails/queue.ts";
import { markForLookup } from "../server/emails/upkeep.ts";
import { explainFailure } from "../server/emails/failed/reasons.ts";
import { CannotSendAgain, listFailedEmails, sendFailedEmail } from "../server/emails/failed/failed.ts";
import { runCommand } from "./frame/command.ts";
import { standardOutput } from "./frame/output.ts";
import { subcommand } from "./frame/subcommand.ts";
import { withDatabase } from "./frame/with-database.ts";

const failed = subcommand({
  summary: "Lists the emails that failed, with their reasons",
  details: [
    "",
    "A line each, oldest first: id, time, kind, what GOV.UK Notify said, and what that means. Whoever it was for is on",
    "the person's page of the console. Emails that were sent again are left out.",
  ],
  run: async (_given, output) => {
    const emails = await withDatabase(listFailedEmails);
    for (const { id, kind, failedAt, error } of emails) {
      output.line([id, failedAt.toISOString(), kind, error, explainFailure(error, true).reason].join("\t"));
    }
    output.line(`Failed: ${emails.length}`);
  },
});

const sendAgain = subcommand({
  summary: "Sends failed emails again, once each",
  details: ["", "IDS is the id of a failed email, or several with commas in between and no spaces."],
  arguments: ["IDS"],
  run: async ({ IDS }, output) => {
    const ids = IDS.split(",").map((id) => id.trim().toLowerCase());
    const refusals = await withDatabase(async (db) => {
      const queue = await openQueue(db, (error) => {
        output.error(error.message);
      });
      try {
        return await sendAll(db, queue, ids);
      } finally {
        await queue.stop({ graceful: false });
      }
    });
    output.line(`Sent again: ${ids.length - refusals.length}`);
    if (refusals.length > 0) throw new Error(`not sent again: ${refusals.join("; ")}`);
  },
});

/** One after the other; one that cannot be sent again is no obstacle to the rest. */
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

const restored = subcommand({
  summary: "Keeps what waits in a restored backup from being sent twice",
  details: [
    "",
    "Run it when a backup has been restored, before a worker starts: of each email that waits, GOV.UK Notify is asked",
    "first whether it has been sent since. It knows for as long as it keeps emails, usually seven days.",
  ],
  run: async (_given, output) => {
    output.line(`To be asked about: ${await withDatabase(markForLookup)}`);
  },
});

process.exitCode = await runCommand(
  {
    name: "emails",
    summary: "Emails that failed, or wait in a restored backup",
    subcommands: { failed, "send-again": sendAgain, restored },
  },
  process.argv.slice(2),
  standardOutput,
);
