import type { Environment } from "./environment.ts";
import { createApp, type Site } from "./http.ts";
import { listen } from "./listen.ts";
import type { Log } from "./log.ts";
import { closeServices, openServices } from "./services.ts";

/**
 * Starts the web server on `PORT`.
 *
 * @returns a stop that lets requests in flight finish
 */
export async function startWeb(environment: Environment, log: Log, site: Site) {
  const services = await openServices(environment, log);
  const server = await listen(createApp(services, site), environment.PORT);
  services.dfeSignIn.prepare().catch((err: unknown) => {
    log.warn({ err }, "DfE Sign-in does not answer yet");
  });
  log.info({ port: environment.PORT }, "Listening");
  return {
    stop: async () => {
      await server.close();
      await closeServices(services);
    },
  };
}
