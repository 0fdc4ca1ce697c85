import { periods } from "../../../../server/performance/periods.ts";
import { rowsShown } from "../../../../server/bulk-changes/schema.ts";
import { shows } from "../../../../server/people/filters/shows.ts";

const filtered = (list: string) =>
  shows.filter((show) => show !== "all").map((show) => `${list}?show=${show}`);

const bulkChanges = ["bulkChange", "largestBulkChange", "runningBulkChange"].map(
  (name) => `/support/bulk-changes/:${name}`,
);

const lists = [
  "/organisations",
  "/support/organisations",
  "/support/organisations?includeClosed=yes",
  "/support/organisations/:largest/users",
  ...filtered("/support/organisations/:largest/users"),
  "/support/organisations/:closed/users",
  "/support/organisation-users",
  ...filtered("/support/organisation-users"),
  "/support/organisation-users/:person/organisations",
  "/support/users",
  ...filtered("/support/users"),
  "/support/sign-in-problems",
  "/support/sign-in-problems?show=all",
  "/support/sign-in-problems?show=all&query=smith",
  "/support/sign-in-problems/:problem/organisations",
  "/support/bulk-changes",
  ...bulkChanges.flatMap((path) => rowsShown.options.map((show) => `${path}?show=${show}`)),
  "/support/bulk-changes/:checkedBulkChange/check",
  "/support/api-tokens",
  "/support/activity",
  "/support/activity?kind=added",
  "/support/activity?kind=edited",
  "/support/activity?kind=started",
  "/support/activity?organisationId=:largest",
];

const forms = [
  "/support/organisations/:usual/users/new/:userDraft",
  "/support/organisations/:usual/users/:invited/edit/:editDraft",
  "/support/users/new/:staffDraft",
  "/support/sign-in-problems/:problem/organisations/:usual/new/:problemDraft",
];

const others = [
  "/organisations/:ownOrganisation",
  "/support/organisations/:largest",
  "/support/organisations/:closed",
  "/support/organisations/:closed/users/successor",
  "/support/organisations/:usual/users",
  "/support/organisations/:usual/users/:person",
  "/support/organisations/:usual/users/:person/remove",
  "/support/organisation-users/:person",
  "/support/organisation-users/:person/organisations/:largest",
  "/support/users/:staff",
  "/support/users/:staff/remove",
  ...forms.flatMap((form) => [form, `${form}/check`]),
  "/support/sign-in-problems/:problem",
  "/support/sign-in-problems/:problem/instead/:invited",
  "/support/bulk-changes/:oldBulkChange",
  "/support/bulk-changes/:runningBulkChange/progress",
  "/support/bulk-changes/new/:checkedBulkChange",
  "/support/api-tokens/:token/revoke",
  "/support/sessions",
  ...periods.flatMap((period) => [
    `/support/performance?period=${period}`,
    `/support/performance/download?period=${period}`,
  ]),
  "/support/activity?userId=:person",
  "/support/activity?userId=:person&kind=added",
  "/metrics",
];

/** Pages that are measured by their first byte. */
const downloads = [
  "/support/organisations/:largest/users/download",
  "/support/organisation-users/download",
  ...filtered("/support/organisation-users/download"),
  ...bulkChanges.map((path) => `${path}/outcome`),
  "/support/activity/download",
  "/support/activity/download?kind=edited",
  "/support/activity/download?organisationId=:largest",
];

type Input = Record<string, string | boolean>;

/** Calls of scripts that no page makes, or that a page makes with the first part only. */
const calls: [procedure: string, input: Input][] = [
  ["organisationUsers.export", {}],
  ["organisationUsers.export", { after: ":lateExport" }],
  ["organisationUsers.downloadSearch", {}],
  ["organisationUsers.downloadSearch", { after: ":lateUser" }],
  ...shows
    .filter((show) => show !== "all")
    .map((show): [string, Input] => ["organisationUsers.downloadSearch", { show, after: ":lateUser" }]),
  ["organisationUsers.download", { organisationId: ":largest", after: ":lateMember" }],
  ["bulkChanges.list", { organisationId: ":largest" }],
  ["bulkChanges.list", { isRunning: true }],
];

/** A page that is measured on the large data set and on a small part of it. */
export type SizedPage = {
  path: string;
  is: "page" | "last page" | "download" | "call";
  /** The input of a call. */
  input?: Input;
};

const lastOf = (list: string) => `${list}${list.includes("?") ? "&" : "?"}page=:last`;

/** `:last` is the number of a list's last page. */
export const sizedPages: SizedPage[] = [
  ...lists.flatMap((path): SizedPage[] => [
    { path, is: "page" },
    { path: lastOf(path), is: "last page" },
  ]),
  ...others.map((path): SizedPage => ({ path, is: "page" })),
  ...downloads.map((path): SizedPage => ({ path, is: "download" })),
  ...calls.map(([procedure, input]): SizedPage => {
    return { path: `/api/trpc/${procedure}`, is: "call", input };
  }),
];

const startsDraft = "redirects to a form with a new id, and reads what the form reads";
const likeAdding = "reads one support user by id and what adding one reads";
const likeOther = "reads what the page of the problem reads and what adding a support user reads";
const likePerson = "reads what the page of the person reads";

/** Routes for signed-in people that are not measured, and why the amount of data does not matter to them. */
export const notMeasured: Record<string, string> = {
  "/support": "redirects to the organisations",
  "/support/api-tokens/new": "reads nothing",
  "/support/bulk-changes/new": startsDraft,
  "/support/bulk-changes/template": "reads nothing",
  "/support/organisation-users/:userId/unlink": likePerson,
  "/support/organisations/:organisationId/users/:userId/edit": startsDraft,
  "/support/organisations/:organisationId/users/:userId/resend": "redirects to the page of the person",
  "/support/organisations/:organisationId/users/new": startsDraft,
  "/support/sign-in-problems/:problemId/organisations/:organisationId/new": startsDraft,
  "/support/sign-in-problems/:problemId/support-users/new": startsDraft,
  "/support/sign-in-problems/:problemId/support-users/new/:draftId": likeOther,
  "/support/sign-in-problems/:problemId/support-users/new/:draftId/check": likeOther,
  "/support/users/:userId/edit": startsDraft,
  "/support/users/:userId/edit/:draftId": likeAdding,
  "/support/users/:userId/edit/:draftId/check": likeAdding,
  "/support/users/:userId/resend": "redirects to the page of the person",
  "/support/users/:userId/unlink": likePerson,
  "/support/users/new": startsDraft,
};
