import type { Page } from "playwright-core";
import { expect } from "vitest";

/** One line of a text on the page. `node` numbers the text nodes. */
type Line = { text: string; node: number } & Record<"left" | "right" | "top" | "bottom" | "height", number>;

/** Checks that no text overflows the page, overlaps other text or is cut off. */
export async function expectToFit(page: Page, how: string): Promise<void> {
  const { lines, width, misfits } = await page.evaluate(readLayout);
  const outside = lines.filter(({ left, right }) => left < -1 || right > width + 1);
  const found = [
    ...misfits,
    ...outside.map(({ text, right }) => `off the page: ${text} (to ${right})`),
    ...findOverlaps(lines).map(({ text }) => `over other text: ${text}`),
  ];
  expect(found, `${page.url()}, ${how}`).toEqual([]);
}

/** Compares each line only with those beside it, because a long page has thousands. */
function findOverlaps(lines: Line[]): Line[] {
  const downwards = lines.toSorted((one, other) => one.top - other.top);
  return downwards.filter((line, index) => {
    for (let next = index + 1; next < downwards.length; next += 1) {
      const other = downwards[next] ?? line;
      if (other.top >= line.bottom) return false;
      if (isOver(line, other)) return true;
    }
    return false;
  });
}

function isOver(line: Line, other: Line): boolean {
  const across = Math.min(line.right, other.right) - Math.max(line.left, other.left);
  const down = Math.min(line.bottom, other.bottom) - Math.max(line.top, other.top);
  // The boxes of neighbouring lines touch, because they are taller than their letters.
  return line.node !== other.node && across > 2 && down > Math.min(line.height, other.height) / 3;
}

/** Runs in the browser. Reads where each line of text is, and finds what is cut off or scrolls sideways. */
function readLayout(): { lines: Line[]; width: number; misfits: string[] } {
  const { scrollWidth = 0, clientWidth: width = 0 } = document.scrollingElement ?? {};
  const cutsOff = (element: Element) => getComputedStyle(element).overflow !== "visible";
  const isHeardOnly = (element: Element | null): boolean =>
    element !== null &&
    ((cutsOff(element) && element.clientWidth <= 1) || isHeardOnly(element.parentElement));
  const lines: Line[] = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), number = 0; node; node = walker.nextNode(), number += 1) {
    const [text, parent] = [node.textContent?.trim() ?? "", node.parentElement];
    if (text === "" || !parent?.checkVisibility({ visibilityProperty: true }) || isHeardOnly(parent))
      continue;
    range.selectNodeContents(node);
    for (const { left, right, top, bottom, height } of range.getClientRects())
      lines.push({ text: text.slice(0, 80), node: number, left, right, top, bottom, height });
  }
  const cut = [...document.body.querySelectorAll("*")].filter(
    (element) =>
      !/^(INPUT|TEXTAREA|SELECT|OPTION|svg)$/.test(element.tagName) &&
      cutsOff(element) &&
      !isHeardOnly(element) &&
      (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
  );
  const sideways = scrollWidth > width ? [`scrolls sideways: ${scrollWidth} > ${width}`] : [];
  const misfits = [...sideways, ...cut.map((element) => `cut off: ${element.outerHTML.slice(0, 80)}`)];
  return { lines, width, misfits };
}
