import type { RequestListener } from "node:http";
import { createAccounts } from "./accounts.ts";
import { createInteraction } from "./interaction.ts";
import type { PeopleGroup, Person } from "./person.ts";
import { createProvider } from "./provider.ts";
import { sendStyles } from "../stand-in/page.ts";
import { readPort, runStandIn } from "../stand-in/run.ts";
import { serve } from "../stand-in/serve.ts";

export type { Person };

/** What the stand-in needs to know about the console it signs people in to. */
export type SignInOptions = {
  port: number;
  clientId: string;
  clientSecret: string;
  publicUrl: string;
  people: PeopleGroup[];
};

/**
 * Starts the stand-in for DfE Sign-in (SPEC §9): a real OpenID provider that knows one client, the console,
 * and signs in whoever is chosen or typed on its page. All state is in memory.
 *
 * @param options `port` 0 lets the system choose; the issuer names the port that was chosen
 * @throws {LocalError} when the port cannot be used
 */
export async function startSignIn(
  options: SignInOptions,
): Promise<{ issuer: string; stop: () => Promise<void> }> {
  // The issuer names the port, so the provider can only be made once the port is known.
  let handle: RequestListener = (_request, response) => {
    response.writeHead(503).end();
  };
  const answer: RequestListener = (request, response) => {
    handle(request, response);
  };
  const serving = await serve(answer, options.port, "SIGN_IN_PORT");
  const accounts = createAccounts(options.people);
  const provider = await createProvider(serving.url, options, accounts);
  const interaction = createInteraction(provider, accounts, options);
  const callback = provider.callback();

  handle = (request, response) => {
    const path = request.url ?? "/";
    if (path === "/stand-in.css") sendStyles(response);
    else if (path.startsWith("/interaction/")) void interaction(request, response);
    else void callback(request, response);
  };
  return { issuer: serving.url, stop: serving.stop };
}

if (import.meta.main) {
  await runStandIn({
    name: "DfE Sign-in",
    required: ["SIGN_IN_PORT", "DFE_SIGN_IN_CLIENT_ID", "DFE_SIGN_IN_CLIENT_SECRET", "PUBLIC_URL"],
    start: async (variable) => {
      const { demonstrationPeople } = await import("../../db/demonstration.ts");
      const { issuer, stop } = await startSignIn({
        port: readPort(variable, "SIGN_IN_PORT"),
        clientId: variable("DFE_SIGN_IN_CLIENT_ID"),
        clientSecret: variable("DFE_SIGN_IN_CLIENT_SECRET"),
        publicUrl: variable("PUBLIC_URL"),
        people: demonstrationPeople,
      });
      return { url: issuer, stop };
    },
  });
}
