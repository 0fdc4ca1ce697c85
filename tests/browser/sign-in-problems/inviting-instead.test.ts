import { expect } from "vitest";
import { addUser } from "../steps/add-user.ts";
import { bannersOn, eventually, expectErrors, expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey } from "../steps/journey.ts";
import { fullName, newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";
import { signInWith } from "../steps/sign-in.ts";
import { accountOf, confirm, expectRefused, expectResolved, forget, openProblem } from "./steps.ts";

const elmfield = "Elmfield High School";

journey("somebody who used another address is invited at it after a check", async ({ page, visit }) => {
  const invited = newPerson("Ines");
  const host = `${invited.lastName.toLowerCase()}.example.com`;
  const used = { ...invited, email: `ines@${host}` };
  await signInOnce(page, "Priya Nair");
  await addUser(page, elmfield, invited);
  await emailsTo(invited.email, 1);
  const theirs = await visit();
  await expectRefused(theirs, accountOf(used));

  await openProblem(page, used.email);
  await page.getByText("Nobody was invited at this email address.").waitFor();
  await page.getByText(`Ask them to sign in with ${invited.email}.`).waitFor();
  await page.getByRole("link", { name: "Invite this address instead" }).click();
  await expectHeading(page, "Check your answers", "Invite this address instead");
  expect(await summaryOn(page)).toEqual({
    Name: fullName(invited),
    "Invited address": invited.email,
    "New address": used.email,
    Organisations: elmfield,
  });
  await page.getByText(`Nobody else at ${elmfield} has an email address that ends in @${host}.`).waitFor();
  await page
    .getByText(
      `Anyone can create a DfE Sign-in account in any name. Contact ${elmfield} using details you already have, not those from this sign-in.`,
    )
    .waitFor();
  await page
    .getByText(
      `We will email ${invited.email} to tell them their invitation now goes to another address. We will email ${used.email} with sign-in details.`,
    )
    .waitFor();

  await page.getByRole("button", { name: "Invite this address" }).click();
  await expectErrors(page, [
    { text: "Confirm that you have checked this with the organisation", href: "#confirmed" },
  ]);
  const label = `I have confirmed with ${elmfield} that this person uses ${used.email}`;
  await confirm(page, label, "Invite this address");

  await expectHeading(page, fullName(invited), "Organisation user");
  await eventually(() => bannersOn(page)).toEqual(["We will invite this address"]);
  expect(await summaryOn(page)).toMatchObject({
    "Email address": used.email,
    "DfE Sign-in account": "Not linked yet",
  });
  const [alarm] = await emailsTo(invited.email, 2);
  expect(alarm?.body).toContain("because your invitation now goes to another address");
  const [details] = await emailsTo(used.email, 1);
  expect(details?.body).toContain(elmfield);
  await openProblem(page, used.email);
  expect((await summaryOn(page))["Status"]).toBe("Invited");
  expect(await page.getByRole("heading", { name: "What you can do" }).count()).toBe(0);

  await forget(theirs);
  await signInWith(theirs, accountOf(used));
  await expectHeading(theirs, elmfield);
  await expectResolved(page, used.email);
});
