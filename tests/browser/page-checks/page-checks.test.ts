import type { Page } from "playwright-core";
import { expect } from "vitest";
import { scripted } from "../steps/journey.ts";
import { expectNoAxeViolations } from "./axe.ts";
import { expectToFit } from "./fit.ts";
import { expectVisibleFocus } from "./focus.ts";
import { expectForcedColours } from "./forced-colours.ts";
import { expectAsServed } from "./main-part.ts";
import { expectGoodPrint } from "./print.ts";
import { expectValidHtml } from "./valid-html.ts";

type Defect = { name: string; body: string; look: (page: Page) => Promise<void>; found: string };

const fit = (page: Page) => expectToFit(page, "as it is");
const yellow = "<style>:focus { outline: 3px solid rgb(255, 221, 0) }</style>";

/** Pages with one fault each, and what the check finds. */
const defects: Defect[] = [
  {
    name: "an image without a text",
    body: "<main><h1>Users</h1><img src='data:,'></main>",
    look: expectNoAxeViolations,
    found: "image-alt",
  },
  {
    name: "links too small and too close to touch",
    body: "<main><h1>Users</h1><a href='/1' style='font-size: 8px'>1</a> <a href='/2' style='font-size: 8px'>2</a></main>",
    look: expectNoAxeViolations,
    found: "target-size",
  },
  {
    name: "a page wider than its window",
    body: "<p style='width: 200vw'>Users</p>",
    look: fit,
    found: "sideways",
  },
  {
    name: "text off the page",
    body: "<p style='position: absolute; left: -1em'>Users</p>",
    look: fit,
    found: "off the page",
  },
  {
    name: "text over text",
    body: "<p>Users</p><p style='margin-top: -2em'>Support</p>",
    look: fit,
    found: "over other text",
  },
  {
    name: "text that is cut off",
    body: "<p style='height: 1em; width: 3em; overflow: hidden'>Support users</p>",
    look: fit,
    found: "cut off",
  },
  {
    name: "focus that cannot be seen",
    body: "<a href='/'>Users</a>",
    look: expectVisibleFocus,
    found: '"isYellow":false',
  },
  {
    name: "focus in another order",
    body: `${yellow}<a href='/'>Users</a><a href='/'>Support</a><a href='/' tabindex='1'>Activity</a>`,
    look: expectVisibleFocus,
    found: '"1 a Support","isYellow":true,"isNext":true}]',
  },
  {
    name: "focus that goes back against the order of reading",
    body: `${yellow}<main style='display: flex; flex-direction: row-reverse'><a href='/'>Users</a><a href='/'>Support</a></main>`,
    look: expectVisibleFocus,
    found: '"isNext":false',
  },
  {
    name: "a link out of the keyboard's reach",
    body: `${yellow}<a href='/'>Users</a><a href='/' tabindex='-1'>Support</a>`,
    look: expectVisibleFocus,
    found: '[{"stop":"0 a Users","isYellow":true,"isNext":true}]',
  },
  {
    name: "a button that only a colour shows",
    body: "<button style='border: 0'>Save</button>",
    look: expectForcedColours,
    found: "no line",
  },
  {
    name: "a current page that only a colour shows",
    body: "<ul><li><a href='/' aria-current='page' style='color: red'>Users</a></li><li><a href='/'>Support</a></li></ul>",
    look: expectForcedColours,
    found: "not shown as current",
  },
  {
    name: "focus that only a colour shows",
    body: "<style>:focus { outline: 0; background: red }</style><a href='/'>Users</a>",
    look: expectForcedColours,
    found: "focus cannot be seen",
  },
  {
    name: "a button on paper",
    body: "<main>Users <button>Save</button></main>",
    look: expectGoodPrint,
    found: "Save",
  },
  {
    name: "an address on paper",
    body: "<style>@media print { a::after { content: ' (' attr(href) ')' } }</style><main><a href='/u/1'>Users</a></main>",
    look: expectGoodPrint,
    found: "/u/1",
  },
  {
    name: "text that is not on paper",
    body: "<style>@media print { p { display: none } }</style><main><p>Users</p></main>",
    look: expectGoodPrint,
    found: "[]",
  },
  {
    name: "a main part that scripts changed",
    body: "<main>Users</main>",
    look: (page) => expectAsServed(page, "<main>No users</main>"),
    found: "<main>Users</main>",
  },
  {
    name: "HTML that is not valid",
    body: "",
    look: () =>
      expectValidHtml("<!doctype html><html lang='en'><title>T</title><p id='a'><div id='a'></div></p>", ""),
    found: "id",
  },
];

scripted.for(defects)("the checks notice $name", async ({ body, look, found }, { page }) => {
  await page.setContent(`<!doctype html><html lang="en"><title>Users</title><body>${body}</body></html>`);

  const error: unknown = await look(page).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ actual: expect.anything() as unknown });
  expect(JSON.stringify((error as { actual: unknown }).actual)).toContain(found);
});
