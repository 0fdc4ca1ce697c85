/**
 * Sanitises text as Notify does for `sanitise_content_for`: removes web addresses and escapes Markdown. Only text
 * that would be read as Markdown is escaped, so that ordinary names do not change.
 */
export function sanitise(text: string): string {
  return withoutAddresses(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`[\]]/g, "\\$&")
    .replace(/^([#*^•>+-]|(?:[-*_] *){3,})/, "\\$1")
    .replace(/^(\d+)\./, "$1\\.");
}

// Removing one address can leave another, as in 'hthttp://x ttp://y'.
function withoutAddresses(text: string): string {
  const less = text.replace(/(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.)\S*/gi, "");
  return less === text ? text : withoutAddresses(less);
}
