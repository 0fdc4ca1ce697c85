import { join } from "node:path";
import type { Express } from "express";
import nunjucks from "nunjucks";
import type { Reader, UserListPage } from "./queries.ts";

const govukFrontend = join(import.meta.dirname, "../../../node_modules/govuk-frontend/dist");

/** Makes the application of B and B2 show views, with GOV.UK Frontend's own macros. */
export function useViews(app: Express): void {
  app.set("view engine", "njk");
  const folders = [join(import.meta.dirname, "views"), govukFrontend];
  nunjucks.configure(folders, { autoescape: true, express: app });
}

/** Serves the user list. */
export function serveUsers(app: Express, reader: Reader): void {
  app.get("/support/organisations/:organisationId/users", (request, response, next) => {
    const page = Number(request.query["page"] ?? 1);
    reader.readUsers(request.params.organisationId, page).then((users) => {
      response.set("Cache-Control", "no-store").render("users", toView(users));
    }, next);
  });
}

const shows = [
  { value: "all", text: "All users" },
  { value: "not_signed_in", text: "Not signed in yet" },
  { value: "invitation_failed", text: "Latest invitation failed" },
  { value: "invited_over_7_days_ago", text: "Invited more than 7 days ago, not signed in yet" },
  { value: "signed_in_over_90_days_ago", text: "Last signed in more than 90 days ago" },
];

function toView({ organisation, users, total, page, pageCount }: UserListPage) {
  const path = `/support/organisations/${organisation.id}`;
  const href = (number: number) => `${path}/users?page=${number}`;
  const numbers = Array.from({ length: pageCount }, (_, index) => index + 1);
  return {
    serviceName: "Support for Manage school placements",
    ...{ organisation, users, total, page, pageCount, path, shows },
    pagination: {
      items: numbers.map((number) => ({ number, href: href(number), current: number === page })),
      next: page < pageCount ? { href: href(page + 1) } : undefined,
    },
  };
}
