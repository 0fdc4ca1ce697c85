import { runProcess } from "../server/process.ts";
import { closeResources, openResources } from "../server/resources.ts";
import { startWorker, workerConnections } from "./worker.ts";

await runProcess("worker", async (environment, log) => {
  const resources = await openResources(environment, log, workerConnections);
  const worker = await startWorker(resources);
  log.info("Waiting for emails to send");
  return {
    stop: async () => {
      await worker.stop();
      await closeResources(resources);
    },
  };
});
