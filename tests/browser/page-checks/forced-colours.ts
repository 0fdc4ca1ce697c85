import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Checks in forced colours mode that lines or weight show what colours usually show. */
export async function expectForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  expect(await page.evaluate(findInvisible), `${page.url()}, in forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: "none" });
}

/**
 * Runs in the browser. Finds controls without a border or underline, and current items and focus that look
 * like the rest.
 */
function findInvisible(): string[] {
  const select = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
  const edges = ["Top", "Right", "Bottom", "Left"] as const;
  const linesOf = (style: CSSStyleDeclaration) =>
    edges
      .map((edge) => (style[`border${edge}Style`] === "none" ? "0" : style[`border${edge}Width`]))
      .join(" ");
  const shown = (element: Element) => {
    const label = element.matches("[type=checkbox], [type=radio]") && element.nextElementSibling;
    return label ? getComputedStyle(label, "::before") : getComputedStyle(element);
  };
  const hasLine = (style: CSSStyleDeclaration) =>
    /[1-9]/.test(linesOf(style)) || style.textDecorationLine === "underline";
  const outlineOf = (style: CSSStyleDeclaration) =>
    style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);

  const fields = "input:not([type='hidden']), textarea, select";
  const boxes = ".govuk-tag, .govuk-notification-banner, .govuk-error-summary, .govuk-inset-text";
  const bare = select(`button, .govuk-button, ${fields}, ${boxes}`).filter(
    (element) => !hasLine(shown(element)),
  );
  const looks = (element: Element) => `${linesOf(shown(element))} ${shown(element).fontWeight}`;
  const item = (element: Element) => `${looks(element)} ${looks(element.closest("li") ?? element)}`;
  const lost = select("[aria-current]").filter((current) => {
    const others = [...(current.closest("ul")?.querySelectorAll("a:not([aria-current])") ?? [])];
    return others.some((other) => item(other) === item(current) && !current.querySelector("strong"));
  });
  const unfocused = select(`a[href], button, ${fields}`).filter((element) => {
    element.focus();
    return outlineOf(shown(element)) < 2;
  });
  const say = (what: string, elements: Element[]) =>
    elements.map((element) => `${what}: ${element.outerHTML.slice(0, 120)}`);
  return [
    ...say("no line", bare),
    ...say("not shown as current", lost),
    ...say("focus cannot be seen", unfocused),
  ];
}
