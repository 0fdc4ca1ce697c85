// A worker that does the rows of bulk changes and sends no emails, so that its CPU is that of the rows.
import { PgBoss } from "pg-boss";
import { workOnBulkChanges } from "../../../jobs/bulk-changes/work.ts";
import { readWorkerEnvironment } from "../../../server/environment.ts";
import { runProcess } from "../../../server/process.ts";
import { closeResources, openWorkerResources } from "../../../server/resources.ts";

await runProcess("rows worker", readWorkerEnvironment, async (environment, log) => {
  const resources = await openWorkerResources(environment, log);
  const connection = { connectionString: environment.DATABASE_URL, migrate: false, supervise: false };
  const boss = new PgBoss({ ...connection, useListenNotify: true });
  await boss.start();
  await workOnBulkChanges(boss, resources);
  return {
    stop: async () => {
      await boss.stop({ graceful: false });
      await closeResources(resources);
    },
  };
});
