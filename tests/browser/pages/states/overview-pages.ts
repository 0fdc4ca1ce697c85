import { supportListTitle, supportTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";
import { storeActivity } from "../../product/stored.ts";

const as = "Priya Nair";
const activity = "/support/activity";
const performance = "/support/performance";
const people = "/support/organisation-users";

async function everyFilter(): Promise<string> {
  const id = await storeActivity(1);
  const [from, to] = ["from", "to"].map((name) => `${name}-day=1&${name}-month=1&${name}-year=2026`);
  return `kind=added&actorId=${id}&userId=${id}&organisationId=${id}&${from}&${to}`;
}

/** The activity log, and the search for organisation users. */
export const overviewPages: PageState[] = [
  ...statesOf({ route: activity, as, title: supportTitle("Activity"), heading: "Activity" }, [
    {
      name: "activity of every kind",
      open: async (page) => page.goto(`${activity}?userId=${await storeActivity(1)}`),
    },
    {
      name: "activity, more than a page",
      open: async (page) => page.goto(`${activity}?userId=${await storeActivity(2)}`),
      title: supportTitle("Activity (page 1 of 2)"),
    },
    {
      name: "activity with every filter",
      open: async (page) => page.goto(`${activity}?${await everyFilter()}`),
    },
    {
      name: "activity with wrong dates",
      open: (page) => page.goto(`${activity}?from-day=31&from-month=2&from-year=2026&to-day=1`),
      status: 400,
      title: `Error: ${supportTitle("Activity")}`,
    },
    { name: "activity of one kind", open: (page) => page.goto(`${activity}?kind=imported`) },
    {
      name: "no activity",
      open: (page) => page.goto(`${activity}?userId=11111111-1111-4111-8111-111111111111&kind=removed`),
    },
  ]),
  ...statesOf({ route: performance, as, title: supportTitle("Performance"), heading: "Performance" }, [
    { name: "performance in the last 30 days", open: (page) => page.goto(performance) },
    {
      name: "performance in the last 12 months",
      open: (page) => page.goto(`${performance}?period=12_months`),
    },
    { name: "performance of all time", open: (page) => page.goto(`${performance}?period=all_time`) },
  ]),
  ...statesOf(
    { route: people, as, title: supportTitle("Organisation users"), heading: "Organisation users" },
    [
      {
        name: "organisation users",
        open: (page) => page.goto(people),
        title: supportListTitle("Organisation users"),
      },
      { name: "organisation users found", open: (page) => page.goto(`${people}?query=megan.price`) },
      {
        name: "no organisation users found for long words",
        open: (page) => page.goto(`${people}?query=${"n".repeat(100)}&show=not_signed_in`),
      },
      {
        name: "organisation users, nobody selected",
        open: async (page) => {
          await page.goto(`${people}?query=megan.price`);
          await page.getByRole("button", { name: "Remove" }).click();
          await page.getByRole("alert").waitFor();
        },
        status: 400,
        title: `Error: ${supportTitle("Organisation users")}`,
      },
    ],
  ),
];
