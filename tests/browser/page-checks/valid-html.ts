import { HtmlValidate } from "html-validate";
import { expect } from "vitest";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // React's own style, where HTML allows several.
    "attr-case": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "void-style": "off",
    // GOV.UK Frontend's markup: a banner above the h1, checkboxes that share a name, links with a button role, regions that are not
    // sections.
    "heading-level": ["error", { minInitialRank: "h2" }],
    "form-dup-name": ["error", { shared: ["checkbox", "radio", "submit"] }],
    "prefer-native-element": "off",
    "presentation-role-style": "off",
    // Rows shown as blocks on a phone need their roles written out.
    "no-redundant-role": "off",
    "long-title": "off", // titles follow the specification, section 2
    "require-sri": "off", // scripts and styles come from our own host
  },
});

/** Checks that the served HTML is valid, before a script or the browser has changed it. */
export async function expectValidHtml(html: string, url: string): Promise<void> {
  const { results } = await validator.validateString(html, url);
  const found = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ""})`),
  );
  expect(found, `${url}, as HTML`).toEqual([]);
}
