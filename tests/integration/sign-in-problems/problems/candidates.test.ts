import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { createEmail } from "../../../records/emails.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  earlier,
  megan,
  priya,
  tom,
} from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { callAs, test } from "../../../fixtures/resources.ts";

/** Creates people who have never signed in, all in one organisation. Each is a name and an address. */
async function invite(db: Database, people: [name: string, email: string][]) {
  const organisation = await createOrganisation(db);
  const ids = new Map<string, string>();
  for (const [name, email] of people) {
    const [firstName = "", lastName = ""] = name.split(" ");
    const { id } = await createOrganisationUser(
      db,
      { firstName, lastName, email },
      { organisations: [organisation] },
    );
    ids.set(email, id);
  }
  return { organisation, ids };
}

const meg = { firstName: "Meg", lastName: "Price", email: "meg.price@gmail.com" };

test.for<[why: string, invited: [string, string], likeness: string | undefined]>([
  ["the same name", ["Meg Price", "head@ashgrove.example.com"], "same_name"],
  ["the same part before the @", ["Rita Vane", "meg.price@ashgrove.example.com"], "same_mailbox"],
  ["a name and address much alike", ["Megan Price", "megan.price@ashgrove.example.com"], "similar"],
  ["a name that sounds alike", ["Meg Pryce", "meg.pryce2@ashgrove.example.com"], "similar"],
  ["a name much alike, but not the address", ["Megan Price", "office@ashgrove.example.com"], undefined],
  ["an address much alike, but not the name", ["Rita Vane", "meg.pryce@ashgrove.example.com"], undefined],
])("it could be somebody with %s", async ([, invited, likeness], { resources, db }) => {
  const { ids, organisation } = await invite(db, [invited]);
  const api = callAs(resources, await createActor(db));

  const { candidates } = await api.signInProblems.get({ problemId: await refuse(db, meg) });

  const [, email] = invited;
  expect(candidates).toMatchObject(
    likeness === undefined
      ? []
      : [{ kind: "organisation_user", id: ids.get(email), likeness, organisations: [organisation] }],
  );
});

test("a name is the same without regard to case, accents and punctuation", async ({ resources, db }) => {
  await invite(db, [["MÉGAN O’Neill-Price", "office@ashgrove.example.com"]]);
  const api = callAs(resources, await createActor(db));
  const refused = { firstName: "Megan", lastName: "ONeill Price", email: "mop@gmail.com" };

  expect(await api.signInProblems.get({ problemId: await refuse(db, refused) })).toMatchObject({
    candidates: [{ likeness: "same_name" }],
  });
});

test("at most five are listed, the closest first", async ({ resources, db }) => {
  await invite(db, [
    ["Megan Price", "megan.price@a.example.com"],
    ["Meg Price", "head@b.example.com"],
    ["Meg Price", "meg.price@c.example.com"],
    ["Rita Vane", "meg.price@d.example.com"],
    ["Meg Price", "meg.price2@e.example.com"],
    ["Meg Price", "office@f.example.com"],
    ["Meg Price", "admin@g.example.com"],
  ]);
  const api = callAs(resources, await createActor(db));

  const { candidates } = await api.signInProblems.get({ problemId: await refuse(db, meg) });

  expect(candidates.length).toBe(5);
  expect(candidates.slice(0, 2).map(({ email }) => email)).toEqual([
    "meg.price@c.example.com",
    "meg.price2@e.example.com",
  ]);
});

test("nobody is listed who has signed in, belongs nowhere, was removed, or has the address", async ({
  resources,
  db,
}) => {
  const organisations = [await createOrganisation(db)];
  await createOrganisationUser(
    db,
    { ...megan, email: "a@example.com" },
    { organisations, dfeSignInId: "dsi-a" },
  );
  await createOrganisationUser(db, { ...megan, email: "b@example.com" });
  await createOrganisationUser(db, { ...megan, email: "c@education.gov.uk" });
  const unlinked = { ...megan, email: "d@example.com" };
  const { id } = await createOrganisationUser(db, unlinked, { organisations, dfeSignInId: "dsi-d" });
  await db
    .updateTable("organisation_users")
    .set({ dfe_sign_in_id: null, unlinked_at: earlier })
    .where("id", "=", id)
    .execute();
  await createSupportUser(db, { ...megan, email: "e@education.gov.uk" }, { removedAt: earlier });
  await createSupportUser(db, { ...megan, email: "f@education.gov.uk" }, { dfeSignInId: "dsi-f" });
  const api = callAs(resources, await createActor(db));

  const problemId = await refuse(db, { ...megan, email: "megan.price@education.gov.uk" });

  expect(await api.signInProblems.get({ problemId })).toMatchObject({ candidates: [] });
});

test("support users are listed only for an address of the Department for Education", async ({
  resources,
  db,
}) => {
  const { id } = await createSupportUser(db, tom);
  const api = callAs(resources, await createActor(db));
  const get = async (email: string) =>
    api.signInProblems.get({ problemId: await refuse(db, { ...tom, email }) });

  expect(await get("t.whitfield@education.gov.uk")).toMatchObject({
    candidates: [{ kind: "support_user", id, organisations: [] }],
    mayAddAsSupportUser: true,
  });
  expect(await get("tom.whitfield@gmail.com")).toMatchObject({ candidates: [], mayAddAsSupportUser: false });
});

test("each is listed with the latest invitation to where they still belong", async ({ resources, db }) => {
  const organisations = [
    await createOrganisation(db),
    await createOrganisation(db, "Brookfield High School"),
  ];
  const user = await createOrganisationUser(db, { ...meg, email: "head@example.com" }, { organisations });
  const former = await createOrganisation(db, "Calder");
  const about = (organisation: typeof former) => ({ organisationUser: user, organisation });
  for (const organisation of [...organisations, former])
    await createEmail(db, "organisation_user_added", about(organisation));
  await createEmail(db, "organisation_user_removed", about(former));
  const api = callAs(resources, await createActor(db));
  const invitations = db.selectFrom("emails").select("created_at as at").orderBy("sequence");
  const [, latest] = await invitations.execute();

  const { candidates } = await api.signInProblems.get({ problemId: await refuse(db, meg) });

  expect(candidates).toMatchObject([
    { invitation: "queued", invitedAt: latest?.at.toISOString(), organisations },
  ]);
});

test.for<[reason: string, offers: boolean, prepare: (db: Database) => Promise<unknown>]>([
  [
    "unconfirmed_address",
    false,
    (db) => recogniseOnly(db, identityOf(meg, "dsi-1", { emailVerified: false })),
  ],
  [
    "linked_account",
    false,
    async (db) => {
      await createOrganisationUser(db, meg, { dfeSignInId: "dsi-meg" });
      await recogniseOnly(db, identityOf(meg, "dsi-1"));
    },
  ],
  [
    "not_departmental",
    false,
    async (db) => {
      await createSupportUser(db, priya, { dfeSignInId: "dsi-1" });
      await recogniseOnly(db, identityOf(meg, "dsi-1"));
    },
  ],
  [
    "removed_support_user",
    true,
    async (db) => {
      await createSupportUser(db, priya, { dfeSignInId: "dsi-1", removedAt: earlier });
      await recogniseOnly(db, identityOf(meg, "dsi-1"));
    },
  ],
  [
    "no_organisation",
    true,
    async (db) => {
      await createOrganisationUser(db, meg, { dfeSignInId: "dsi-1" });
      await recogniseOnly(db, identityOf(meg, "dsi-1"));
    },
  ],
  ["not_invited", true, (db) => recogniseOnly(db, identityOf(meg, "dsi-1"))],
  ["not_invited", false, (db) => recogniseOnly(db, identityOf({ ...meg, email: "no address" }, "dsi-1"))],
])(
  "whether a person with the reason %s can be invited: %s",
  async ([reason, offers, prepare], { resources, db }) => {
    const api = callAs(resources, {
      kind: "api_token",
      id: (await createSupportUser(db, tom)).id,
      name: "a script",
      scopes: ["read"],
    });
    await invite(db, [["Meg Price", "head@ashgrove.example.com"]]);
    await prepare(db);
    const [{ id: problemId } = { id: "" }] = (await api.signInProblems.list({ show: "all" })).items;

    const problem = await api.signInProblems.get({ problemId });

    expect(problem).toMatchObject({ reason, mayAddToOrganisation: offers, mayAddAsSupportUser: false });
    expect(problem.candidates.length).toBe(offers ? 1 : 0);
  },
);

test("nobody can be invited at an address that a user of an organisation has by now", async ({
  resources,
  db,
}) => {
  await invite(db, [["Meg Price", "head@ashgrove.example.com"]]);
  const problemId = await refuse(db, meg);
  const api = callAs(resources, await createActor(db));
  await createOrganisationUser(db, meg, { organisations: [await createOrganisation(db)] });

  expect(await api.signInProblems.get({ problemId })).toMatchObject({ candidates: [] });
});
