import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/database.ts";
import { loadDemonstration } from "../../../db/demonstration/demonstration.ts";
import { countPerformance } from "../../../server/performance/keeping/count.ts";
import type { Resources } from "../../../server/resources.ts";
import { callAs } from "../../fixtures/resources.ts";
import { unknownId } from "../../records/organisations.ts";
import { type Details, eric, megan, priya, tom } from "../../records/people.ts";
import { createSession, openContext } from "../../records/sessions.ts";
import { openBulkChanges } from "./demonstration-bulk-changes.ts";
import { openProblems } from "./demonstration-problems.ts";

/** Who asks for a page. Megan Price, the user, has two organisations. */
export type Caller = "support" | "user" | "refused" | "nobody";

/** Pages of the demonstration data, and the sessions of those who ask for them. */
export type DemonstrationPages = {
  /** The addresses of each page in its different states, by the page's pattern. */
  addresses: Record<string, string[]>;
  sessions: Record<Caller, string | undefined>;
  /** Leaves a banner for the support user's next page, which shows it once. */
  leaveBanner: () => Promise<void>;
};

/** Loads the demonstration data, adds and changes a user so that there is activity, and begins drafts. */
export async function openDemonstration(resources: Resources): Promise<DemonstrationPages> {
  await loadDemonstration(resources.environment.DATABASE_URL);
  await countPerformance(resources.db);
  const people = await readPeople(resources.db);
  const { sessionId: support } = await createSession(resources, { supportUserId: people.me });
  const { sessionId: user } = await createSession(resources, { organisationUserId: people.megan });
  const { sessionId: refused } = await createSession(resources, { refusedEmail: "new@example.com" });
  const api = callAs(resources, { kind: "support_user", id: people.me, name: "Priya Nair" });
  const { organisationId } = people;
  const { id: tokenId } = await api.apiTokens.create({ name: "nightly sync" });
  const { id: added } = await api.organisationUsers.add({ organisationId, ...eric });
  const renamed = { ...eric, lastName: "O’Neil & “Co”" };
  await api.organisationUsers.update({ organisationId, userId: added, ...renamed });
  const context = await openContext(resources, support);
  const scope = `organisation:${organisationId}`;
  const store = async (draft: string, answers: Details) => {
    const id = randomUUID();
    await context.storeAnswers({ id, scope: draft }, answers);
    return id;
  };
  const drafts = {
    valid: await store(scope, { ...tom, email: "tom@example.com" }),
    inUse: await store(scope, renamed),
    supportUser: await store("support", { ...tom, email: "elsewhere@example.com" }),
    edit: await store(`${scope}:user:${added}`, { ...renamed, email: "eric@example.com" }),
    supportEdit: await store(`support:user:${people.other}`, { ...tom, firstName: "Thomas" }),
  };
  return {
    addresses: {
      ...addressesOf({ ...people, ...drafts, added, tokenId }),
      ...(await openProblems(resources.db, context, organisationId)),
      ...(await openBulkChanges(resources, context, organisationId)),
    },
    sessions: { support, user, refused, nobody: undefined },
    leaveBanner: () => context.leaveBanner({ type: "success", text: "User added" }),
  };
}

async function readPeople(db: Database) {
  const support = db.selectFrom("support_users").select("id");
  const organisation = db.selectFrom("organisations").select("id");
  const idOf = async (query: { executeTakeFirstOrThrow: () => Promise<{ id: string }> }) =>
    (await query.executeTakeFirstOrThrow()).id;
  return {
    me: await idOf(support.where("email", "=", priya.email)),
    other: await idOf(support.where("email", "=", tom.email)),
    megan: await idOf(db.selectFrom("organisation_users").select("id").where("email", "=", megan.email)),
    organisationId: await idOf(organisation.where("name", "=", "Ashgrove Primary School")),
    empty: await idOf(organisation.where("name", "=", "Brookfield High School")),
    closed: await idOf(organisation.where("name", "=", "Fernbank Infant School")),
  };
}

type Ids = Record<
  | keyof Awaited<ReturnType<typeof readPeople>>
  | "added"
  | "tokenId"
  | "valid"
  | "inUse"
  | "supportUser"
  | "edit"
  | "supportEdit",
  string
>;

const organisationPattern = "/support/organisations/:organisationId";

function addressesOf(ids: Ids): DemonstrationPages["addresses"] {
  return {
    "/*": ["/nowhere", "/support/nowhere?page=2", "/support/users/x/y/z"],
    "/accessibility": ["/accessibility"],
    "/api/docs": ["/api/docs"],
    "/cookies": ["/cookies", "/Cookies/"],
    "/privacy": ["/privacy"],
    "/sign-in": ["/sign-in", "/sign-in?failed=yes&returnTo=%2Fsupport"],
    "/no-access": ["/no-access"],
    "/organisations": ["/organisations"],
    "/organisations/:organisationId": [ids.organisationId, ids.closed, unknownId, "x"].map(
      (id) => `/organisations/${id}`,
    ),
    "/support/organisations": [
      "",
      "?page=2",
      "?page=99",
      "?query=school",
      "?query=%3Cb%3E",
      "?query=fern&includeClosed=yes",
    ].map((query) => `/support/organisations${query}`),
    [organisationPattern]: [ids.organisationId, ids.closed, unknownId].map(
      (id) => `/support/organisations/${id}`,
    ),
    "/support/organisation-users": [
      "",
      "?query=megan",
      "?show=not_signed_in&page=2",
      "?show=invitation_failed&query=x",
    ].map((query) => `/support/organisation-users${query}`),
    ...addressesOfWhatHappened(ids),
    ...addressesOfUsers(ids),
    ...addressesOfSupportUsers(ids),
  };
}

function addressesOfWhatHappened({ added, me, organisationId, tokenId }: Ids): Record<string, string[]> {
  return {
    "/support/activity": [
      ...["", "?page=2", `?userId=${added}`, "?kind=removed", "?kind=x"],
      `?actorId=${me}&organisationId=${organisationId}&from-day=1&from-month=1&from-year=2026`,
      "?from-day=31&from-month=2&from-year=2026&to-day=1",
    ].map((query) => `/support/activity${query}`),
    "/support/performance": ["", "?period=12_months", "?period=all_time", "?period=x"].map(
      (query) => `/support/performance${query}`,
    ),
    "/support/sessions": ["/support/sessions"],
    "/support/api-tokens": ["/support/api-tokens"],
    "/support/api-tokens/new": ["/support/api-tokens/new"],
    "/support/api-tokens/:tokenId/revoke": [`/support/api-tokens/${tokenId}/revoke`],
  };
}

function addressesOfUsers({
  organisationId,
  empty,
  closed,
  added,
  megan,
  ...drafts
}: Ids): Record<string, string[]> {
  const users = `/support/organisations/${organisationId}/users`;
  const [user, pattern] = [`${users}/${added}`, `${organisationPattern}/users`];
  return {
    [pattern]: [
      users,
      `${users}?page=2`,
      `${users}?show=not_signed_in`,
      `/support/organisations/${empty}/users`,
      `/support/organisations/${closed}/users`,
      "/support/organisations/x/users",
    ],
    [`${pattern}/successor`]: [`/support/organisations/${closed}/users/successor`],
    [`${pattern}/new/:draftId`]: [
      ...[unknownId, drafts.edit].map((draft) => `${users}/new/${draft}`),
      ...["", "?from=check"].map((query) => `${users}/new/${drafts.valid}${query}`),
    ],
    [`${pattern}/new/:draftId/check`]: [unknownId, drafts.valid, drafts.inUse].map(
      (draft) => `${users}/new/${draft}/check`,
    ),
    [`${pattern}/:userId`]: [user, `${users}/${megan}`, `${users}/${unknownId}`],
    [`${pattern}/:userId/remove`]: [`${user}/remove`],
    [`${pattern}/:userId/edit/:draftId`]: [`${user}/edit/${unknownId}`, `${user}/edit/${drafts.edit}`],
    [`${pattern}/:userId/edit/:draftId/check`]: [`${user}/edit/${drafts.edit}/check`],
  };
}

function addressesOfSupportUsers({ me, other, supportUser, supportEdit }: Ids): Record<string, string[]> {
  const [users, user] = ["/support/users", `/support/users/${other}`];
  return {
    [users]: [users, `${users}?page=2`, `${users}?show=not_signed_in`, "/support/%75sers"],
    [`${users}/new/:draftId`]: [`${users}/new/${supportUser}`],
    [`${users}/new/:draftId/check`]: [`${users}/new/${supportUser}/check`],
    [`${users}/:userId`]: [user, `${users}/${me}`, `${users}/${unknownId}`],
    [`${users}/:userId/remove`]: [`${user}/remove`, `${users}/${me}/remove`],
    [`${users}/:userId/edit/:draftId`]: [`${user}/edit/${unknownId}`],
    [`${users}/:userId/edit/:draftId/check`]: [`${user}/edit/${supportEdit}/check`],
  };
}
