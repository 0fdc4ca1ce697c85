// B: Express with Nunjucks and GOV.UK Frontend's own macros, as most teams in government write it.
import { join } from "node:path";
import express from "express";
import helmet from "helmet";
import nunjucks from "nunjucks";
import { openReader, type UserListPage } from "./queries.ts";

const reader = openReader(process.env["DATABASE_URL"] ?? "");
const govukFrontend = join(import.meta.dirname, "../../../node_modules/govuk-frontend/dist");

const app = express();
const views = nunjucks.configure([join(import.meta.dirname, "views"), govukFrontend], {
  autoescape: true,
  express: app,
});
app.set("view engine", "njk");
app.use(helmet());
app.use((request, response, next) => {
  reader.isSignedIn(request.headers.cookie).then((isSignedIn) => {
    if (isSignedIn) next();
    else response.status(404).end();
  }, next);
});
app.get("/support/organisations/:organisationId/users", (request, response, next) => {
  const page = Number(request.query["page"] ?? 1);
  reader.readUsers(request.params.organisationId, page).then((users) => {
    response.set("Cache-Control", "no-store").render("users", toView(users));
  }, next);
});

function toView({ organisation, users, page, pageCount }: UserListPage) {
  const path = `/support/organisations/${organisation.id}`;
  const href = (number: number) => `${path}/users?page=${number}`;
  const numbers = Array.from({ length: pageCount }, (_, index) => index + 1);
  return {
    serviceName: "Support for Manage school placements",
    ...{ organisation, page, pageCount, path },
    rows: users.map(({ id, firstName, lastName, email }) => [
      { html: link(`${path}/users/${id}`, `${firstName} ${lastName}`) },
      { text: email },
    ]),
    pagination: {
      items: numbers.map((number) => ({ number, href: href(number), current: number === page })),
      next: page < pageCount ? { href: href(page + 1) } : undefined,
    },
  };
}

function link(href: string, text: string): string {
  return `<a class="govuk-link" href="${href}">${escape(text)}</a>`;
}

function escape(text: string): string {
  return String(views.getFilter("escape")(text));
}

app.listen(Number(process.env["PORT"]), () => process.send?.("ready"));
process.once("SIGTERM", () => process.exit());
process.once("disconnect", () => process.exit());
