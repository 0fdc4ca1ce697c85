import { escapeHtml, page } from "../../stand-in/page.ts";
import { renderMarkdown } from "../content/markdown.ts";
import type { Email } from "./mailbox.ts";

// The number of emails on the page: browsers are slow with thousands. `/inbox.json` contains all of them.
const shown = 200;

/** The HTML page of the mailbox. */
export function inboxPage(emails: Email[]): string {
  const count = emails.length === 1 ? "1 email" : `${emails.length} emails`;
  const more = emails.length > shown ? ` The newest ${shown} are shown.` : "";
  return page(
    "GOV.UK Notify",
    "Emails",
    `<p>${count}, newest first.${more} <a href="/inbox.json">All as JSON</a></p>
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

/** The response to `GET /inbox.json` (specification, section 9, Stand-ins). */
export function inboxJson(emails: Email[]) {
  return emails.map(({ sent_at, completed_at, templateId, ...shown }) => shown);
}
