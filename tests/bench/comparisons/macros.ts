// B: Express with Nunjucks and GOV.UK Frontend's own macros, as most teams in government write it.
import express from "express";
import helmet from "helmet";
import { listenForBench } from "./listen.ts";
import { openReader } from "./queries.ts";
import { serveUsers, useViews } from "./users-page.ts";

const reader = openReader(process.env["DATABASE_URL"] ?? "");
const app = express();
useViews(app);
app.use(helmet());
app.use((request, response, next) => {
  reader.isSignedIn(request.headers.cookie).then((isSignedIn) => {
    if (isSignedIn) next();
    else response.status(404).end();
  }, next);
});
serveUsers(app, reader);
listenForBench(app);
