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
  expect(reached, `${page.url()}, with Tab`).toEqual(
    expected.map((stop) => ({ stop, isYellow: true, isNext: true })),
  );
}

/** Whether it looks focused, and comes after the last one where people read: further down, or to the right of it. */
type Stop = { stop: string; isYellow: boolean; isNext: boolean };

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
  let last: DOMRect | undefined;
  Object.assign(window, { noted });
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    // Of a checkbox GOV.UK shows the label's box.
    const isBox = target.matches(".govuk-checkboxes__input");
    const label = isBox ? document.querySelector(`label[for="${target.id}"]`) : null;
    const style = label ? getComputedStyle(label, "::before") : getComputedStyle(target);
    const { backgroundColor, boxShadow, outlineColor, outlineStyle } = style;
    const isYellow = [backgroundColor, boxShadow, outlineColor].some((value) => value.includes(yellow));
    // The lines of its text, from the top of the page; around the main part things stand side by side.
    const lines = [...target.getClientRects()].map(
      (line) => new DOMRect(line.x, line.y + scrollY, line.width, line.height),
    );
    const [first, before] = [lines[0], last];
    last = target.closest("main") ? lines.at(-1) : undefined;
    const isNext =
      !first || !before || !last || first.top > before.bottom - 2 || first.left > before.right - 2;
    noted.push({ stop: nameOf(target), isYellow: isYellow && outlineStyle === "solid", isNext });
  });
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  reachable[0]?.focus();
  return reachable.map(nameOf);
}

/** In the browser. */
function readJourney(): Stop[] {
  return (window as unknown as { noted: Stop[] }).noted;
}
