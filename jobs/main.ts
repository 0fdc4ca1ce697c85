import { runProcess } from "../server/process.ts";
import { closeServices, openServices } from "../server/services.ts";
import { startWorker } from "./worker.ts";

await runProcess("worker", async (environment, log) => {
  const services = await openServices(environment, log);
  const worker = await startWorker(services);
  log.info("Waiting for emails to send");
  return {
    stop: async () => {
      await worker.stop();
      await closeServices(services);
    },
  };
});
