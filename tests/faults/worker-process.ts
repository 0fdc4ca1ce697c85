// A worker as it is deployed, but for its waits, for tests that kill it.
import { startWorker } from "../../jobs/worker.ts";
import { runProcess } from "../../server/process.ts";
import { closeServices, openServices } from "../../server/services.ts";
import { quickTimings } from "../factories/notify.ts";

await runProcess("worker", async (environment, log) => {
  log.level = "silent";
  const services = await openServices(environment, log);
  const worker = await startWorker(services, quickTimings);
  return {
    stop: async () => {
      await worker.stop();
      await closeServices(services);
    },
  };
});
