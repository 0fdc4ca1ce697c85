import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Everything that Tab reaches, in document order. Of radios, it reaches the one that is selected, or else the first. */
const stops =
  'a[href], button, input:not([type="hidden"], [type="radio"]:not(:checked)), select, textarea, summary, [tabindex="0"], ' +
  ".govuk-radios:not(:has(:checked)) > :first-child input";

/**
 * Tabs through the page. Tab has to reach every control in order, and the focused one has to look as on
 * GOV.UK: yellow with black, or black with yellow around it.
 */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const expected = await page.evaluate(startAtTop, stops);
  for (let stop = 1; stop < expected.length; stop += 1) await page.keyboard.press("Tab");
  const reached = await page.evaluate(readJourney);
  expect(reached, `${page.url()}, with Tab`).toEqual(
    expected.map((stop) => ({ stop, isYellow: true, isNext: true })),
  );
}

/** Whether it looks focused, and is below or to the right of the last one. */
type Stop = { stop: string; isYellow: boolean; isNext: boolean };

/** Runs in the browser. Focuses the first stop, records what gets focus afterwards, and names all stops. */
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
    // GOV.UK draws a checkbox or radio with its label's box.
    const isBox = target.matches(".govuk-checkboxes__input, .govuk-radios__input");
    const label = isBox ? document.querySelector(`label[for="${target.id}"]`) : null;
    const style = label ? getComputedStyle(label, "::before") : getComputedStyle(target);
    const { backgroundColor, boxShadow, outlineColor, outlineStyle } = style;
    const isYellow = [backgroundColor, boxShadow, outlineColor].some((value) => value.includes(yellow));
    // The top of each line of its text. Outside the main content, items are side by side.
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

/** Runs in the browser. */
function readJourney(): Stop[] {
  return (window as unknown as { noted: Stop[] }).noted;
}
