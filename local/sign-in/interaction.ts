import type { IncomingMessage, ServerResponse } from "node:http";
import type { InteractionResults, Provider } from "oidc-provider";
import { readBody } from "../stand-in/body.ts";
import { escapeHtml, page, sendPage } from "../stand-in/page.ts";
import type { Accounts } from "./accounts.ts";
import { loginPage } from "./login-page.ts";
import { type Claims, type PeopleGroup, claimsOf, typedClaims } from "./person.ts";

type Options = { people: PeopleGroup[]; publicUrl: string };
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const formLimit = 64 * 1024;

/** Shows the sign-in page and takes its posts: a person's button, the form, or 'Cancel'. */
export function createInteraction(provider: Provider, accounts: Accounts, options: Options): Handler {
  return async (request, response) => {
    try {
      await provider.interactionDetails(request, response);
      if (request.method !== "POST") {
        sendPage(response, loginPage(options.people));
        return;
      }
      const form = new URLSearchParams(await readBody(request, formLimit));
      const result = decide(form, accounts);
      if (!result) {
        sendPage(response, loginPage(options.people, form), 400);
        return;
      }
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    } catch (error) {
      // Most often an old tab: the sign-in it belonged to is over.
      sendPage(response, expiredPage(error, options.publicUrl), 400);
    }
  };
}

function decide(form: URLSearchParams, accounts: Accounts): InteractionResults | null {
  if (form.has("cancel")) {
    return { error: "access_denied", error_description: "The person cancelled signing in" };
  }
  const claims = chosenClaims(form, accounts);
  if (!claims) return null;
  accounts.remember(claims);
  return { login: { accountId: claims.sub } };
}

function chosenClaims(form: URLSearchParams, accounts: Accounts): Claims | null {
  const sub = form.get("person");
  if (sub === null) return typedClaims(form, accounts.known);
  // A button means the person as given, whatever was typed for the same id before.
  const person = accounts.known.find((one) => one.sub === sub);
  return person ? claimsOf(person) : null;
}

function expiredPage(error: unknown, publicUrl: string): string {
  const detail = error instanceof Error ? error.message : String(error);
  return page(
    "Sign-in expired - DfE Sign-in stand-in",
    `<p class="stand-in">Stand-in for DfE Sign-in</p>
<h1>This sign-in has expired</h1>
<p><a href="${escapeHtml(publicUrl)}">Start again</a></p>
<p>${escapeHtml(detail)}</p>`,
  );
}
