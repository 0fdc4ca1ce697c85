// B2: B as teams run it. Sessions in PostgreSQL, a log, a policy with a nonce, CSRF tokens, and the user looked up for
// each request. Each part has its usual settings.
import { randomBytes } from "node:crypto";
import connectPgSimple from "connect-pg-simple";
import { csrfSync } from "csrf-sync";
import express from "express";
import session from "express-session";
import helmet from "helmet";
import { pinoHttp } from "pino-http";
import { listenForBench } from "./listen.ts";
import { openReader } from "./queries.ts";
import { serveUsers, useViews } from "./users-page.ts";

const reader = openReader(process.env["DATABASE_URL"] ?? "");
const PostgresStore = connectPgSimple(session);
const { csrfSynchronisedProtection } = csrfSync();
const app = express();
useViews(app);
app.use(pinoHttp());
app.use((_request, response, next) => {
  response.locals["cspNonce"] = randomBytes(16).toString("base64");
  next();
});
const nonce = (_request: unknown, response: unknown) =>
  `'nonce-${(response as express.Response).locals["cspNonce"] as string}'`;
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", nonce] } } }));
app.use(
  session({
    store: new PostgresStore({ pool: reader.pool, createTableIfMissing: true }),
    secret: process.env["SESSION_SECRET"] ?? "",
    resave: false,
    saveUninitialized: false,
  }),
);
app.use(csrfSynchronisedProtection);
app.get("/sign-in", (request, response, next) => {
  reader.findFirstUser().then((userId) => {
    request.session.userId = userId;
    request.csrfToken?.();
    response.end();
  }, next);
});
app.use((request, response, next) => {
  reader.findUser(request.session.userId).then((user) => {
    if (user === undefined) return response.status(404).end();
    Object.assign(response.locals, { user, csrfToken: request.csrfToken?.() });
    next();
  }, next);
});
serveUsers(app, reader);
listenForBench(app);
