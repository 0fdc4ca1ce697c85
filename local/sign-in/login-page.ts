import type { Person } from "../../db/demonstration/demonstration.ts";
import { escapeHtml, page } from "../stand-in/page.ts";
import { type PeopleGroup, refusals } from "./accounts.ts";
import { answers } from "./answers.ts";

/**
 * The HTML of the sign-in page: a button for each person, a form to sign in as anyone else, and buttons to go back to the
 * console with what DfE Sign-in sends when nobody has signed in.
 *
 * @param refused the posted form, if it had neither a sub nor an email address; the page shows its values and an error
 */
export function loginPage(groups: PeopleGroup[], refused?: URLSearchParams): string {
  const error = refused ? `<p class="error" role="alert">Enter a sub or an email address</p>` : "";
  return page(
    "DfE Sign-in",
    "Sign in",
    `${answersForm()}
${groups.map(peopleForm).join("\n")}
<h2>Anyone else</h2>
${error}
${anyoneForm(refused ?? new URLSearchParams())}`,
  );
}

function answersForm(): string {
  const buttons = Object.entries(answers).map(
    ([name, { label }]) => `<button name="answer" value="${name}">${label}</button>`,
  );
  return `<form method="post" class="actions">
${buttons.join("\n")}
</form>`;
}

function peopleForm({ title, people }: PeopleGroup): string {
  return `<h2>${escapeHtml(title)}</h2>
<form method="post" class="people">
${people.map(personButton).join("\n")}
</form>`;
}

function personButton({ sub, email, givenName, familyName }: Person): string {
  const name = escapeHtml(`${givenName} ${familyName}`);
  return `<button name="person" value="${escapeHtml(sub)}"><span>${name}</span> <span class="address">${escapeHtml(email)}</span></button>`;
}

function anyoneForm(values: URLSearchParams): string {
  const input = (name: string) =>
    `<label for="${name}">${name}</label>
<input id="${name}" name="${name}" value="${escapeHtml(values.get(name) ?? "")}" autocomplete="off" spellcheck="false">`;
  const select = (name: string, none: string, options: readonly string[]) =>
    `<label for="${name}">${name}</label>
<select id="${name}" name="${name}">
<option value="">${none}</option>
${options.map((option) => `<option>${option}</option>`).join("\n")}
</select>`;
  return `<form method="post" novalidate>
<p>Leave the sub empty to have one made from the address: the same one each time.</p>
${["sub", "email", "given_name", "family_name"].map(input).join("\n")}
${select("email_verified", "leave out", ["true", "false"])}
<p>What only some people or services meet:</p>
${input("dsi_user")}
${select("refusal", "none: the token endpoint sends tokens", refusals)}
<p class="actions"><button class="main">Sign in</button></p>
</form>`;
}
