import type { RequestListener } from "node:http";
import { serve, type Serving } from "../stand-in/serve.ts";
import { createAccounts, type PeopleGroup } from "./accounts.ts";
import { createInteraction } from "./interaction.ts";
import { type Client, createProvider } from "./provider/provider.ts";

/** The console's registration as a client, the port, and the people with a button on the sign-in page. */
type SignInOptions = Client & { port: number; people: PeopleGroup[] };

/**
 * Starts the stand-in for DfE Sign-in: an OpenID provider with one client. On its sign-in page one can sign in as
 * anyone (specification, section 9, Stand-ins). It stores everything in memory.
 *
 * @param options with `port` 0, the system chooses a free port
 * @throws {LocalError} if the port cannot be used
 */
export async function startSignIn(options: SignInOptions): Promise<Serving> {
  // The provider needs its own URL, which is known only once the server listens. Until then, responses are 503.
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  const port = { port: options.port, variable: "SIGN_IN_PORT" };
  const serving = await serve((request, response) => {
    handle(request, response);
  }, port);
  const accounts = createAccounts(options.people);
  const provider = await createProvider(serving.url, options, accounts);
  const interaction = createInteraction(provider, accounts, options);
  const callback = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith("/interaction/")) void interaction(request, response);
    else void callback(request, response);
  };
  return serving;
}
