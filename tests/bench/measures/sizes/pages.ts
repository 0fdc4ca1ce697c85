import { shows } from "../../../../server/people/filters/shows.ts";

const filtered = (list: string) =>
  shows.filter((show) => show !== "all").map((show) => `${list}?show=${show}`);

const lists = [
  "/support/organisations",
  "/support/organisations?includeClosed=yes",
  "/support/organisations/:largest/users",
  ...filtered("/support/organisations/:largest/users"),
  "/support/organisation-users",
  ...filtered("/support/organisation-users"),
  "/support/users",
  ...filtered("/support/users"),
  "/support/sign-in-problems",
  "/support/sign-in-problems?show=all",
  "/support/bulk-changes",
  "/support/api-tokens",
  "/support/activity",
  "/support/activity?kind=added",
  "/support/activity?kind=edited",
  "/support/activity?organisationId=:largest",
];

const others = [
  "/support/organisations/:largest",
  "/support/organisations/:usual/users",
  "/support/organisations/:usual/users/:person",
  "/support/organisation-users/:person",
  "/support/users/:staff",
  "/support/sign-in-problems/:problem",
  "/support/activity?userId=:person",
  "/support/activity?userId=:person&kind=added",
  "/metrics",
];

/** Pages that are measured by their first byte. */
const downloads = [
  "/support/organisations/:largest/users/download",
  "/support/organisation-users/download",
  ...filtered("/support/organisation-users/download"),
  "/support/activity/download",
  "/support/activity/download?kind=edited",
  "/support/activity/download?organisationId=:largest",
];

/** A page that is measured on the large data set and on a small part of it. */
export type SizedPage = { path: string; is: "page" | "last page" | "download" };

const lastOf = (list: string) => `${list}${list.includes("?") ? "&" : "?"}page=:last`;

/** `:last` is the number of a list's last page. */
export const sizedPages: SizedPage[] = [
  ...lists.flatMap((path): SizedPage[] => [
    { path, is: "page" },
    { path: lastOf(path), is: "last page" },
  ]),
  ...others.map((path): SizedPage => ({ path, is: "page" })),
  ...downloads.map((path): SizedPage => ({ path, is: "download" })),
];
