// A worker that polls for jobs every half second, to compare with ours.
import { PgBoss } from "pg-boss";
import { type EmailJob, emailQueues } from "../../../server/emails/queue.ts";
import { sendEmail } from "../../../jobs/emails/send-email.ts";
import { openSender } from "../../../jobs/emails/sender.ts";
import { usualTimings } from "../../../jobs/emails/timings.ts";
import { readWorkerEnvironment } from "../../../server/environment.ts";
import { runProcess } from "../../../server/process.ts";
import { closeResources, openWorkerResources } from "../../../server/resources.ts";

await runProcess("polling worker", readWorkerEnvironment, async (environment, log) => {
  const resources = await openWorkerResources(environment, log);
  const sender = openSender(resources, usualTimings);
  const boss = new PgBoss({ connectionString: environment.DATABASE_URL, migrate: false, supervise: false });
  await boss.start();
  await boss.work<EmailJob>(emailQueues.single, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
    for (const { data } of jobs) await sendEmail(sender, "single", data.emailId);
  });
  return {
    stop: async () => {
      await boss.stop({ graceful: false });
      await closeResources(resources);
    },
  };
});
