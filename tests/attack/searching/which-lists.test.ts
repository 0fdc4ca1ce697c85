import { expect } from "vitest";
import { openSearches } from "../../../server/search/running/searches.ts";
import type { Caller } from "../../../server/router.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor } from "../../records/people.ts";

type List = (api: Caller, organisationId: string) => Promise<unknown>;

const lists: [name: string, isSearch: boolean, list: List][] = [
  ["organisations", false, (api) => api.organisations.list({ page: 40 })],
  ["organisations that are searched", true, (api) => api.organisations.list({ query: "ash" })],
  ["a far page of organisations", true, (api) => api.organisations.list({ page: 41 })],
  ["organisation users that are searched", true, (api) => api.organisationUsers.search({ query: "megan" })],
  [
    "organisation users that are filtered",
    true,
    (api) => api.organisationUsers.search({ notSignedIn: true }),
  ],
  [
    "a far page of an organisation's users",
    true,
    (api, organisationId) => api.organisationUsers.list({ organisationId, page: 41 }),
  ],
  ["a far page of support users", true, (api) => api.supportUsers.list({ page: 41 })],
  ["activity of one kind", true, (api) => api.activity.list({ kind: "added" })],
  ["activity by someone", true, (api, actorId) => api.activity.list({ actorId })],
  ["activity of some days", true, (api) => api.activity.list({ from: "2026-01-14" })],
  ["activity of a person", false, (api, userId) => api.activity.list({ userId, page: 40 })],
  ["activity in an organisation", false, (api, organisationId) => api.activity.list({ organisationId })],
  [
    "a far page of the activity in an organisation",
    true,
    (api, organisationId) => api.activity.list({ organisationId, page: 41 }),
  ],
];

test.for(lists)("%s: as a search %s", async ([, isSearch, list], { resources, db, onTestFinished }) => {
  const unreachable = openSearches("postgres://console@127.0.0.1:1/console", () => undefined);
  onTestFinished(() => unreachable.close());
  const api = callAs({ ...resources, searches: unreachable }, await createActor(db));
  const { id } = await createOrganisation(db);

  const listed = list(api, id);

  // Only searches use the connections of searches, and here these cannot be opened.
  if (isSearch) await expect(listed).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  else await expect(listed).resolves.toHaveProperty("items");
});
