// A worker as it is deployed, but for its waits, for tests that have not as long; it tries as often as usual.
import { usualTimings } from "../../jobs/timings.ts";
import { startWorker } from "../../jobs/worker.ts";
import { runProcess } from "../../server/process.ts";
import { closeServices, openServices } from "../../server/services.ts";
import { quickTimings } from "../factories/notify.ts";

await runProcess("worker", async (environment, log) => {
  const services = await openServices(environment, log);
  const worker = await startWorker(services, { ...quickTimings, maxRetries: usualTimings.maxRetries });
  return {
    stop: async () => {
      await worker.stop();
      await closeServices(services);
    },
  };
});
