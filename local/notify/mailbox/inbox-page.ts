import { escapeHtml, page } from "../../stand-in/page.ts";
import { readableText, renderMarkdown } from "../content/markdown.ts";
import { type State, type StateName, states } from "../states.ts";
import type { Email } from "./mailbox.ts";

// The number of emails on the page: browsers are slow with thousands. `/inbox.json` contains all of them.
const shown = 200;

/** The HTML page of the mailbox, with a button for each state of the stand-in. */
export function inboxPage(emails: Email[], state: State): string {
  const count = emails.length === 1 ? "1 email" : `${emails.length} emails`;
  const more = emails.length > shown ? ` The newest ${shown} are shown.` : "";
  return page(
    "GOV.UK Notify",
    "Emails",
    `<p>${count}, newest first.${more} <a href="/inbox.json">All as JSON</a></p>
${controls(state)}
${emails.slice(0, shown).map(article).join("\n")}`,
  );
}

function controls(state: State): string {
  const names = Object.keys(states) as StateName[];
  const buttons = names.map((name) => {
    const pressed = state.is(name);
    return `<button name="state" value="${name}" aria-pressed="${pressed}">${pressed ? "Now: " : ""}${states[name]}</button>`;
  });
  return `<details${state.is("usual") ? "" : " open"}>
<summary>What Notify does now</summary>
<form method="post" action="/state" class="people">${buttons.join("\n")}</form>
</details>`;
}

function article({ id, subject, to, status, reference, created_at, body }: Email): string {
  return `<article id="${id}">
<h2>${escapeHtml(subject)}</h2>
<dl>
<dt>To</dt><dd>${escapeHtml(to)}</dd>
<dt>Status</dt><dd>${status}</dd>
<dt>Created</dt><dd>${created_at}</dd>
<dt>Reference</dt><dd>${escapeHtml(reference ?? "none")}</dd>
</dl>
${renderMarkdown(body)}
</article>`;
}

/** The response to `GET /inbox.json` (specification, section 9, Stand-ins). */
export function inboxJson(emails: Email[]) {
  return emails.map(({ sent_at, completed_at, templateId, ...shown }) => ({
    ...shown,
    body: readableText(shown.body),
  }));
}
