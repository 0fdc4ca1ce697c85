import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { InteractionResults, Provider } from "oidc-provider";
import { escapeHtml, page, sendPage } from "../stand-in/page.ts";
import type { Accounts, PeopleGroup } from "./accounts.ts";
import { loginPage } from "./login-page.ts";

type Options = { people: PeopleGroup[]; publicUrl: string };
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Handles requests for the sign-in page: shows it, and handles its buttons for people, its form and 'Cancel'. */
export function createInteraction(provider: Provider, accounts: Accounts, options: Options): Handler {
  return async (request, response) => {
    try {
      await provider.interactionDetails(request, response);
      if (request.method !== "POST") {
        sendPage(response, loginPage(options.people));
        return;
      }
      const form = new URLSearchParams(await text(request));
      const result = decide(form, accounts);
      if (result) {
        await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      } else sendPage(response, loginPage(options.people, form), 400);
    } catch (error) {
      // The usual cause is an old browser tab, whose sign-in has expired.
      sendPage(response, expiredPage(error, options.publicUrl), 400);
    }
  };
}

function decide(form: URLSearchParams, accounts: Accounts): InteractionResults | null {
  if (form.has("cancel")) {
    return { error: "access_denied", error_description: "The person cancelled signing in" };
  }
  const claims = accounts.signIn(form);
  return claims && { login: { accountId: claims.sub } };
}

function expiredPage(error: unknown, publicUrl: string): string {
  return page(
    "DfE Sign-in",
    "This sign-in has expired",
    `<p><a href="${escapeHtml(publicUrl)}">Start again</a></p>
<p>${escapeHtml(error instanceof Error ? error.message : String(error))}</p>`,
  );
}
