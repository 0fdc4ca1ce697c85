import type { RequestListener } from "node:http";
import { serve, type Serving } from "../stand-in/serve.ts";
import { createAccounts, type PeopleGroup } from "./accounts.ts";
import { createInteraction } from "./interaction.ts";
import { type Client, createProvider } from "./provider.ts";

/** The console's registration, and the people that the sign-in page offers. */
type SignInOptions = Client & { port: number; people: PeopleGroup[] };

/**
 * Starts the stand-in for DfE Sign-in: an OpenID provider with one client, whose page signs in as anyone
 * (specification, section 9, Stand-ins). Its state is in memory.
 *
 * @param options `port` 0 lets the system choose
 * @throws {LocalError} when the port cannot be used
 */
export async function startSignIn(options: SignInOptions): Promise<Serving> {
  // The provider needs its own address, which is known once the stand-in listens.
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
