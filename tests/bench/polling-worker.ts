// A worker that asks for jobs every half second instead of being told of them, to compare ours with.
import { PgBoss } from "pg-boss";
import { openNotify } from "../../jobs/notify.ts";
import { Pause } from "../../jobs/pause.ts";
import { type EmailJob, emailQueue } from "../../jobs/queues.ts";
import { sendEmail } from "../../jobs/send-email.ts";
import { usualTimings as timings } from "../../jobs/timings.ts";
import { runProcess } from "../../server/process.ts";
import { closeServices, openServices } from "../../server/services.ts";

await runProcess("polling worker", async (environment, log) => {
  const services = await openServices(environment, log);
  const notify = openNotify(environment, timings.request);
  const sender = { ...services, notify, timings, pause: new Pause(timings.pause) };
  const boss = new PgBoss({ connectionString: environment.DATABASE_URL, migrate: false, supervise: false });
  await boss.start();
  await boss.work<EmailJob>(emailQueue, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
    for (const { data } of jobs) await sendEmail(sender, data.emailId);
  });
  return {
    stop: async () => {
      await boss.stop({ graceful: false });
      await closeServices(services);
    },
  };
});
