import { readWorkerEnvironment } from "../server/environment.ts";
import { runProcess } from "../server/process.ts";
import { closeResources, openWorkerResources } from "../server/resources.ts";
import { startWorker, workerConnections } from "./worker.ts";

await runProcess("worker", readWorkerEnvironment, async (environment, log) => {
  const resources = await openWorkerResources(environment, log, workerConnections);
  const worker = await startWorker(resources);
  log.info("Waiting for emails to send");
  return {
    stop: async () => {
      await worker.stop();
      await closeResources(resources);
    },
  };
});
