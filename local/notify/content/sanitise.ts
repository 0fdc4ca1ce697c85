/**
 * Sanitises a value as Notify does for the fields in `sanitise_content_for`: removes URLs and escapes Markdown.
 * Characters are escaped only where they would be Markdown, so that ordinary names do not change.
 */
export function sanitise(text: string): string {
  return withoutAddresses(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`[\]]/g, "\\$&")
    .replace(/^([#*^•>+-]|(?:[-*_] *){3,})/, "\\$1")
    .replace(/^(\d+)\./, "$1\\.");
}

// Repeats until no URL is left: removing one can create another, as in 'hthttp://x ttp://y'.
function withoutAddresses(text: string): string {
  const less = text.replace(/(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.)\S*/gi, "");
  return less === text ? text : withoutAddresses(less);
}
