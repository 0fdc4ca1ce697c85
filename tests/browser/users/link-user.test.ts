import { expect } from "vitest";
import { fillDetails, save, startAdding } from "../steps/add-user.ts";
import { expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInAs } from "../steps/sign-in.ts";

const megan = "megan.price@example.com";

journey(
  "a user of another organisation is linked under their stored name",
  async ({ page, visit, javaScript }) => {
    // Each run needs its own organisation, because she can be linked to one only once.
    const organisation = javaScript ? "Alderbrook Infant School" : "Denholme Junior School";
    await signInOnce(page, "Priya Nair");
    await startAdding(page, organisation);
    await fillDetails(page, { firstName: "Meg", lastName: "Prys", email: " Megan.Price@Example.com " });

    await expectHeading(page, "Check your answers", `Add user - ${organisation}`);
    expect(await page.locator(".govuk-inset-text").innerText()).toBe(
      `${megan} already belongs to Megan Price. We will add this user to ${organisation}. ` +
        "We will not use the name you entered.",
    );
    expect(await summaryOn(page)).toEqual({
      "First name": "Megan",
      "Last name": "Price",
      "Email address": megan,
    });
    const changes = page.locator(".govuk-summary-list__actions a");
    expect(await changes.allTextContents()).toEqual(["Change email address"]);
    expect(await page.locator(".govuk-warning-text").innerText()).toContain(
      "We will email Megan Price to tell them",
    );

    await save(page, organisation);
    const rows = page.getByRole("row").filter({ hasText: megan });
    expect(await rows.count()).toBe(1);
    expect(await rows.getByRole("link").innerText()).toBe("Megan Price");
    const emails = await emailsTo(megan, javaScript ? 2 : 1);
    expect(emails.filter(({ body }) => body.includes(`added you to ${organisation}`))).toHaveLength(1);

    // One record: her existing account opens the new organisation beside the old ones.
    const hers = await visit();
    await signInAs(hers, "Megan Price");
    await expectHeading(hers, "Your organisations");
    const links = await hers.getByRole("main").getByRole("link").allInnerTexts();
    expect(links).toEqual(
      expect.arrayContaining(["Ashgrove Primary School", "Calder Teacher Training", organisation]),
    );
    await hers.getByRole("link", { name: organisation }).click();
    await expectHeading(hers, organisation);
  },
);
