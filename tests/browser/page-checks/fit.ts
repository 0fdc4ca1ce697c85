import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Checks that no text overflows the page, overlaps other text or is cut off. */
export async function expectToFit(page: Page, how: string): Promise<void> {
  expect(await page.evaluate(findMisfits), `${page.url()}, ${how}`).toEqual([]);
}

/** Runs in the browser. A text is a text node; it has a box for each line. */
function findMisfits(): string[] {
  const { scrollWidth = 0, clientWidth = 0 } = document.scrollingElement ?? {};
  const sideways = scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} > ${clientWidth}`] : [];
  const cutsOff = (element: Element) => getComputedStyle(element).overflow !== "visible";
  const isHeardOnly = (element: Element | null): boolean =>
    element !== null &&
    ((cutsOff(element) && element.clientWidth <= 1) || isHeardOnly(element.parentElement));
  const boxes: { text: string; node: Node; box: DOMRect }[] = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const [text, parent] = [node.textContent?.trim() ?? "", node.parentElement];
    if (text === "" || !parent?.checkVisibility({ visibilityProperty: true }) || isHeardOnly(parent))
      continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) boxes.push({ text, node, box });
  }
  const outside = boxes.filter(({ box }) => box.left < -1 || box.right > clientWidth + 1);
  const overlapping = boxes.filter(({ node, box }, index) =>
    boxes.slice(index + 1).some((other) => {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      // Boxes of neighbouring lines touch, because they are taller than their letters.
      return node !== other.node && across > 2 && down > Math.min(box.height, other.box.height) / 3;
    }),
  );
  const cut = [...document.body.querySelectorAll("*")].filter(
    (element) =>
      !/^(INPUT|TEXTAREA|SELECT|OPTION|svg)$/.test(element.tagName) &&
      cutsOff(element) &&
      !isHeardOnly(element) &&
      (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
  );
  return [
    ...sideways,
    ...outside.map(({ text, box }) => `off the page: ${text} (to ${box.right})`),
    ...overlapping.map(({ text }) => `over other text: ${text}`),
    ...cut.map((element) => `cut off: ${element.outerHTML.slice(0, 80)}`),
  ];
}
