import type { Person } from "../../db/demonstration/demonstration.ts";
import { escapeHtml, page } from "../stand-in/page.ts";
import type { PeopleGroup } from "./accounts.ts";

/**
 * The HTML of the sign-in page: a button for each person, and a form to sign in as anyone else.
 *
 * @param refused the posted form, if it had neither a sub nor an email address; the page shows its values and an error
 */
export function loginPage(groups: PeopleGroup[], refused?: URLSearchParams): string {
  const error = refused ? `<p class="error" role="alert">Enter a sub or an email address</p>` : "";
  return page(
    "DfE Sign-in",
    "Sign in",
    `<form method="post" class="actions"><button name="cancel" value="yes">Cancel</button></form>
${groups.map(peopleForm).join("\n")}
<h2>Anyone else</h2>
${error}
${anyoneForm(refused ?? new URLSearchParams())}`,
  );
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
  return `<form method="post" novalidate>
<p>Leave the sub empty to have one made from the address: the same one each time.</p>
${["sub", "email", "given_name", "family_name"].map(input).join("\n")}
<label for="email_verified">email_verified</label>
<select id="email_verified" name="email_verified">
<option value="true">true</option>
<option value="false">false</option>
<option value="">leave out</option>
</select>
<p class="actions"><button class="main">Sign in</button></p>
</form>`;
}
