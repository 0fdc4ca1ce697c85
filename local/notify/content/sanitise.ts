/**
 * Sanitises a value as Notify does for the fields in `sanitise_content_for`: removes what looks like a URL, with or
 * without a scheme, and puts a backslash before each character that can be Markdown. Notify does not look at entities
 * such as `&lpar;`, which it decodes later.
 */
export function sanitise(text: string): string {
  return text.replace(url, "").replace(/[*_(){}[\]<>#+\-.!|]/g, "\\$&");
}

// One or more names with a dot each, then letters, then perhaps a path. It follows neither a letter, a digit, `@` nor a
// dot, and is not the part of an email address before the @. Only the full stop counts as a dot, and a host must end
// with Latin letters, so that neither http://2130706433 nor http://evil。com is found.
const url =
  /(?<![\p{L}\p{N}_@.])(?:https?:\/\/)?(?:[\p{L}\p{N}_-]+\.)+[a-z]{2,63}(?![\p{L}\p{N}_@])(?:[/?#][^<\s]*)?/giu;
