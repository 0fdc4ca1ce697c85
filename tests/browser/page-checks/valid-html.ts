import { HtmlValidate } from "html-validate";
import { expect } from "vitest";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // How React writes what HTML lets one write in several ways.
    "attr-case": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "void-style": "off",
    // What GOV.UK Frontend has: a banner above the h1, links with the role of a button, regions that are no section.
    "heading-level": ["error", { minInitialRank: "h2" }],
    "prefer-native-element": "off",
    "presentation-role-style": "off",
    // Rows shown as blocks on a phone lose their roles, unless they say them.
    "no-redundant-role": "off",
    "long-title": "off", // specification, section 2 says what belongs into titles
    "require-sri": "off", // scripts and styles come from the page's own host
  },
});

/** Checks that a page is valid HTML as it was served, before any script or browser has put it right. */
export async function expectValidHtml(html: string, url: string): Promise<void> {
  const { results } = await validator.validateString(html, url);
  const found = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ""})`),
  );
  expect(found, `${url}, as HTML`).toEqual([]);
}
