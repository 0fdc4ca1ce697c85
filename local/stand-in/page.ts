import type { ServerResponse } from "node:http";

const styles = `
body { margin: 0; font: 18px/1.4 Arial, sans-serif; color: #0b0c0c; border-top: 10px solid #f47738; }
main { max-width: 960px; margin: 0 auto; padding: 20px 15px 60px; }
h1 { font-size: 32px; margin: 10px 0; }
h2 { font-size: 24px; margin: 30px 0 10px; }
a { color: #1d70b8; }
.stand-in { display: inline-block; margin: 0; padding: 4px 10px; background: #f47738; font-weight: bold; }
.error { border-left: 5px solid #d4351c; padding-left: 15px; color: #d4351c; font-weight: bold; }
.people { display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(290px, 1fr)); }
.people span { display: block; overflow-wrap: anywhere; }
.people .address { font-size: 15px; }
button { padding: 8px 12px; font: inherit; text-align: left; border: 2px solid #0b0c0c; background: #f3f2f1; cursor: pointer; }
button:hover { background: #dbdad9; }
button:focus, input:focus, select:focus { outline: 3px solid #fd0; outline-offset: 0; }
button.main { background: #00703c; color: #fff; border-color: #00703c; font-weight: bold; }
label { display: block; margin-top: 15px; font-weight: bold; }
input, select { box-sizing: border-box; width: 100%; max-width: 450px; padding: 6px; font: inherit; border: 2px solid #0b0c0c; }
.actions { margin-top: 25px; }
article { margin: 25px 0; padding: 15px 20px; border: 1px solid #b1b4b6; overflow-wrap: anywhere; }
article h2 { margin-top: 0; }
article dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 15px; margin: 0 0 15px; font-size: 16px; }
article dd { margin: 0; }
blockquote { margin: 0 0 15px; padding: 10px 15px; border-left: 10px solid #b1b4b6; }
`;

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for use in an HTML element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * The HTML of a whole page of a stand-in.
 *
 * @param standIn the name of the service that it replaces, not escaped
 * @param heading plain text, which is escaped
 * @param body HTML
 */
export function page(standIn: string, heading: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(heading)} - ${standIn} stand-in</title>
<style>${styles}</style>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<p class="stand-in">Stand-in for ${standIn}: nothing here is real</p>
<h1>${escapeHtml(heading)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Sends a page without a CSP: `form-action` would make Chromium block the redirect from a form to the console. */
export function sendPage(response: ServerResponse, html: string, status = 200): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  response.end(html);
}
