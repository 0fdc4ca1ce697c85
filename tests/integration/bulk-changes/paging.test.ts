import { expect } from "vitest";
import { deleteDetails } from "../../../server/bulk-changes/upkeep.ts";
import { doAllRows, rowsOf, signInStaff, type Staff } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../records/people.ts";
import { test as withResources } from "../../fixtures/resources.ts";

const shows = ["all", "done", "nothing_to_do", "not_done"] as const;

/** Of 120 rows every third is refused, and row 2 has nothing to do. */
const test = withResources
  .extend("staff", ({ resources }) => signInStaff(resources))
  .extend("id", async ({ db, staff }) => {
    const organisation = await createOrganisation(db);
    await createOrganisationUser(db, megan, { organisations: [organisation] });
    const rows = rowsOf(organisation, 120).map((row, index) =>
      index % 3 === 0 ? { ...row, email: "@" } : row,
    );
    rows[1] = { ...megan, organisationId: organisation.id };
    return (await staff.api.bulkChanges.check({ kind: "add", rows })).id;
  });

const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
const refused = numbers.filter((number) => number % 3 === 1);
const toDo = numbers.filter((number) => number % 3 !== 1 && number !== 2);

/** The numbers of the rows on each page of a list, and how many there are in all. */
async function readPages({ api }: Staff, bulkChangeId: string, show: (typeof shows)[number]) {
  const { total, pageCount } = await api.bulkChanges.rows({ bulkChangeId, show });
  const pages = [];
  for (let page = 1; page <= pageCount; page += 1) {
    const { items } = await api.bulkChanges.rows({ bulkChangeId, show, page });
    pages.push(items.map(({ number }) => number));
  }
  return { total, pages };
}

const inPages = (all: number[]) => ({
  total: all.length,
  pages: Array.from({ length: Math.max(1, Math.ceil(all.length / 25)) }, (_, page) =>
    all.slice(page * 25, (page + 1) * 25),
  ),
});

test("until the start, the rows that cannot be done come first, on all pages", async ({ staff, id }) => {
  const others = numbers.filter((number) => !refused.includes(number));

  expect(await readPages(staff, id, "all")).toEqual(inPages([...refused, ...others]));
});

test("from the start on, each list has its rows in the order of the file, on all pages", async ({
  staff,
  id,
  db,
  resources,
}) => {
  await staff.api.bulkChanges.start({ bulkChangeId: id });
  const read = () => Promise.all(shows.map((show) => readPages(staff, id, show)));
  const inProgress = [numbers, [], [2], refused].map(inPages);

  expect(await read()).toEqual(inProgress);
  await doAllRows(resources, id);
  expect(await read()).toEqual([numbers, toDo, [2], refused].map(inPages));
  await db
    .updateTable("bulk_changes")
    .set({ finished_at: new Date(0), started_at: new Date(0) })
    .execute();
  await deleteDetails(db, 30);
  expect(await read()).toEqual([[], [], [], []].map(inPages));
});

test("a page after the last one has no rows", async ({ staff, id }) => {
  const far = () => staff.api.bulkChanges.rows({ bulkChangeId: id, page: 1_000_000_000 });

  expect(await far()).toMatchObject({ items: [], total: 120 });
  await staff.api.bulkChanges.start({ bulkChangeId: id });
  expect(await far()).toMatchObject({ items: [], total: 120 });
});
