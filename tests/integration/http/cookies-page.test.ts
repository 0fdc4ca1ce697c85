import { expect } from "vitest";
import { withVariables } from "../../fixtures/resources.ts";
import { openBrowser, test } from "../../fixtures/sign-in.ts";
import { readPage } from "../../fixtures/web.ts";

test.for(["http://localhost:3000", "https://console.education.gov.uk"])(
  "the cookies page names every cookie set at %s",
  async (PUBLIC_URL, { serve, signInResources }) => {
    const { DFE_SIGN_IN_ISSUER_URL } = signInResources.environment;
    const web = await serve(withVariables(signInResources, { DFE_SIGN_IN_ISSUER_URL, PUBLIC_URL }));
    const browser = openBrowser(web);

    const { state, code } = await browser.begin();
    const during = [...browser.cookies.keys()];
    await browser.finish({ state, code });
    const after = [...browser.cookies.keys()];
    await browser.visit("/sign-out", {});
    const set = new Set([...during, ...after, ...browser.cookies.keys()]);
    const { text } = await readPage(await web.visit("/cookies"));
    const listed = [...text.matchAll(/data-label="Name">([^<…]+)/g)].map(([, name = ""]) => name);

    const named = [...set].map((name) => listed.find((start) => name.startsWith(start)) ?? name);
    expect(named.toSorted()).toEqual(listed.toSorted());
  },
);
