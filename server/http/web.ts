import type { Environment } from "../environment.ts";
import { createApp, type Site } from "./app.ts";
import { listen } from "./connections/listen.ts";
import type { Log } from "../log.ts";
import { closeResources, openResources } from "../resources.ts";

/**
 * Starts the web server on `PORT`.
 *
 * @returns a function that stops the server, after requests in flight have finished or timed out
 */
export async function startWeb(environment: Environment, log: Log, site: Site) {
  const resources = await openResources(environment, log);
  const server = await listen(createApp(resources, site), environment.PORT);
  resources.dfeSignIn.prepare().catch((err: unknown) => {
    log.warn({ err }, "DfE Sign-in does not answer yet");
  });
  log.info({ port: environment.PORT }, "Listening");
  return {
    stop: async () => {
      await server.close();
      await closeResources(resources);
    },
  };
}
