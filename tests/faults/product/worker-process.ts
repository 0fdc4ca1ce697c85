// A worker as deployed, with shorter waits but the usual number of retries.
import { usualTimings } from "../../../jobs/emails/timings.ts";
import { startWorker, workerConnections } from "../../../jobs/worker.ts";
import { readWorkerEnvironment } from "../../../server/environment.ts";
import { runProcess } from "../../../server/process.ts";
import { closeResources, openWorkerResources } from "../../../server/resources.ts";
import { quickTimings } from "../../stand-ins/notify.ts";

await runProcess("worker", readWorkerEnvironment, async (environment, log) => {
  const resources = await openWorkerResources(environment, log, workerConnections);
  const worker = await startWorker(resources, { ...quickTimings, maxRetries: usualTimings.maxRetries });
  return {
    stop: async () => {
      await worker.stop();
      await closeResources(resources);
    },
  };
});
