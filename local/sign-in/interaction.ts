import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { errors, type Interaction, type InteractionResults, type Provider } from "oidc-provider";
import { escapeHtml, page, sendPage } from "../stand-in/page.ts";
import type { Accounts, PeopleGroup } from "./accounts.ts";
import { addressOf, answers, chosenAnswer } from "./answers.ts";
import { loginPage } from "./login-page.ts";
import { callbackOf } from "./provider/provider.ts";
import { switchAccount } from "./provider/switch-account.ts";

type Options = { people: PeopleGroup[]; publicUrl: string };
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Handles requests for the sign-in page: shows it, and handles its buttons and its form. */
export function createInteraction(provider: Provider, accounts: Accounts, options: Options): Handler {
  const callback = callbackOf(options.publicUrl);
  const finish = (request: IncomingMessage, response: ServerResponse, result: InteractionResults) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });

  async function handleForm(
    interaction: Interaction,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const answer = chosenAnswer(form);
    if (answer !== undefined) {
      if (answer.hasState && answer.error !== null) await finish(request, response, { error: answer.error });
      else redirect(response, addressOf(callback, answer));
      return;
    }
    const claims = accounts.signIn(form);
    if (claims === null) {
      sendPage(response, loginPage(options.people, form), 400);
      return;
    }
    await switchAccount(provider, interaction, claims.sub);
    await finish(request, response, { login: { accountId: claims.sub } });
  }

  return async (request, response) => {
    try {
      const interaction = await provider.interactionDetails(request, response);
      if (request.method === "POST") await handleForm(interaction, request, response);
      else sendPage(response, loginPage(options.people));
    } catch (error) {
      // Like DfE Sign-in: a page that was left open too long, or an old tab, leads back to the console.
      if (error instanceof errors.SessionNotFound) redirect(response, addressOf(callback, answers.expired));
      else sendPage(response, page("DfE Sign-in", "Error", `<p>${escapeHtml(String(error))}</p>`), 500);
    }
  };
}

function redirect(response: ServerResponse, address: string): void {
  response.writeHead(302, { Location: address, "Cache-Control": "no-store" }).end();
}
