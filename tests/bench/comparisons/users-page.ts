import { join } from "node:path";
import type { Express } from "express";
import nunjucks, { type Environment } from "nunjucks";
import type { Reader, UserListPage } from "./queries.ts";

const govukFrontend = join(import.meta.dirname, "../../../node_modules/govuk-frontend/dist");

/** Makes the application of B and B2 show views, with GOV.UK Frontend's own macros. */
export function useViews(app: Express): Environment {
  app.set("view engine", "njk");
  const folders = [join(import.meta.dirname, "views"), govukFrontend];
  return nunjucks.configure(folders, { autoescape: true, express: app });
}

/** Serves the user list. */
export function serveUsers(app: Express, views: Environment, reader: Reader): void {
  const escape = (text: string) => String(views.getFilter("escape")(text));
  app.get("/support/organisations/:organisationId/users", (request, response, next) => {
    const page = Number(request.query["page"] ?? 1);
    reader.readUsers(request.params.organisationId, page).then((users) => {
      response.set("Cache-Control", "no-store").render("users", toView(users, escape));
    }, next);
  });
}

function toView({ organisation, users, page, pageCount }: UserListPage, escape: (text: string) => string) {
  const path = `/support/organisations/${organisation.id}`;
  const href = (number: number) => `${path}/users?page=${number}`;
  const numbers = Array.from({ length: pageCount }, (_, index) => index + 1);
  return {
    serviceName: "Support for Manage school placements",
    ...{ organisation, page, pageCount, path },
    rows: users.map(({ id, firstName, lastName, email }) => [
      { html: `<a class="govuk-link" href="${path}/users/${id}">${escape(`${firstName} ${lastName}`)}</a>` },
      { text: email },
    ]),
    pagination: {
      items: numbers.map((number) => ({ number, href: href(number), current: number === page })),
      next: page < pageCount ? { href: href(page + 1) } : undefined,
    },
  };
}
