import fc from "fast-check";

const odd = fc.constantFrom(
  ...Array.from(
    "\u200B\u200C\u200D\uFEFF\u00A0\u2028\t\n\u0000\u0085\u00AD\u202E\u0301İKſßéÉ@..--ｅ。．xn-'",
  ),
);

/** Unusual text: invisible, look-alike, combining and control characters, and lone surrogates. */
export const oddText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.oneof(odd, fc.constantFrom(...Array.from("abcZ09 "))) }),
);

/** Email addresses: valid, almost valid and invalid. */
export const typedAddress = fc.oneof(
  oddText,
  fc.emailAddress(),
  fc
    .tuple(fc.oneof(oddText, fc.stringMatching(/^[\w.+-]{1,20}$/)), fc.oneof(fc.domain(), oddText))
    .map((parts) => parts.join("@")),
);
