import { escapeHtml, page } from "../stand-in/page.ts";
import { renderMarkdown } from "./content/markdown.ts";
import type { Email } from "./mailbox.ts";

// A browser shows thousands of emails only slowly; all of them are in the JSON.
const shown = 200;

/** The mailbox as a page, the newest email first. */
export function inboxPage(emails: Email[]): string {
  const count = emails.length === 1 ? "1 email" : `${emails.length} emails`;
  const more = emails.length > shown ? ` The newest ${shown} are shown.` : "";
  return page(
    "Emails - GOV.UK Notify stand-in",
    `<p class="stand-in">Stand-in for GOV.UK Notify: nothing is sent</p>
<h1>Emails</h1>
<p>${count}, newest first.${more} <a href="/inbox.json">All as JSON</a></p>
${emails.slice(0, shown).map(article).join("\n")}`,
  );
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

/** The mailbox as `/inbox.json` gives it (SPEC §9). */
export function inboxJson(emails: Email[]) {
  return emails.map(({ id, reference, to, subject, body, status, created_at }) => ({
    id,
    reference,
    to,
    subject,
    body,
    status,
    created_at,
  }));
}
