import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What the keyboard can reach, in the order of the document, which is the order of reading. */
const stops = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';

/**
 * Goes through the page with Tab alone: it has to reach everything that can be used, in order, and what has the focus
 * has to look as GOV.UK has it: yellow with black, or black with yellow around it.
 */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const expected = await page.evaluate(startAtTop, stops);
  for (let stop = 1; stop < expected.length; stop += 1) await page.keyboard.press("Tab");
  const reached = await page.evaluate(readJourney);
  expect(reached, `${page.url()}, with Tab`).toEqual(expected.map((stop) => ({ stop, isYellow: true })));
}

type Stop = { stop: string; isYellow: boolean };

/** In the browser: focuses the first stop, notes what gets the focus from then on, and names all stops. */
function startAtTop(selector: string): string[] {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  const reachable = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const nameOf = (element: Element) => {
    const text = element.textContent.trim() || element.getAttribute("name") || element.getAttribute("href");
    return `${reachable.indexOf(element as HTMLElement)} ${element.tagName.toLowerCase()} ${text ?? ""}`;
  };
  const yellow = "rgb(255, 221, 0)";
  const noted: Stop[] = [];
  Object.assign(window, { noted });
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    // Of a checkbox GOV.UK shows the label's box.
    const isBox = target.matches(".govuk-checkboxes__input");
    const label = isBox ? document.querySelector(`label[for="${target.id}"]`) : null;
    const style = label ? getComputedStyle(label, "::before") : getComputedStyle(target);
    const { backgroundColor, boxShadow, outlineColor, outlineStyle } = style;
    const isYellow = [backgroundColor, boxShadow, outlineColor].some((value) => value.includes(yellow));
    noted.push({ stop: nameOf(target), isYellow: isYellow && outlineStyle === "solid" });
  });
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  reachable[0]?.focus();
  return reachable.map(nameOf);
}

/** In the browser. */
function readJourney(): Stop[] {
  return (window as unknown as { noted: Stop[] }).noted;
}
