import fc from "fast-check";
import express from "express";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/database.ts";
import { openNotify } from "../../jobs/notify/notify.ts";
import { ConfigurationError } from "../../db/configuration.ts";
import { readEnvironment, type WholeEnvironment } from "../../server/environment.ts";
import { createApp } from "../../server/http/app.ts";
import { createLog } from "../../server/log.ts";
import { createMetrics } from "../../server/http/metrics/metrics.ts";
import { DfeSignIn } from "../../server/sign-in/dfe/dfe-sign-in.ts";
import { createEnvironment, requiredVariables } from "../stand-ins/environment.ts";
import { fuzz, patience } from "./fuzz.ts";
import { anyText, canary, typedEmail, typedNumber } from "./inputs/texts.ts";

const names = Object.keys(createEnvironment());

const addresses = fc.constantFrom(
  ...[
    "http://",
    "http://[",
    "http://a b",
    "https://localhost:99999",
    "ftp://x",
    "http://user:pass@host/",
    "https://é.example",
  ],
  ...[
    "postgres://",
    "postgres://[",
    "postgres://a:b@c:d/e",
    "postgresql://%",
    "postgres://h/%E0%A4%A",
    "postgres:///x?host=%",
  ],
  ...[
    "10.0.0.1",
    "10.0.0.1/99",
    "999.1.1.1",
    "::1",
    ":::",
    "::1/129",
    "10.0.0.1, ",
    "1.2.3.4/0",
    "10.0.0.1,::/0",
    "a.b",
    "0",
    "9",
    "10",
  ],
);

const value = fc.oneof(
  addresses,
  typedNumber,
  anyText,
  typedEmail,
  anyText.map((text) => `${canary}${text}${"x".repeat(80)}`),
);

const settings = fc.array(fc.tuple(fc.constantFrom(...names), value), { minLength: 1, maxLength: 3 });

/** Creates everything that a process makes from its configuration before it opens a connection. */
async function useAll(environment: WholeEnvironment): Promise<void> {
  const db = openDatabase(environment.DATABASE_URL, () => undefined);
  const log = createLog("fuzz");
  const dfeSignIn = new DfeSignIn(environment);
  const metrics = createMetrics();
  const resources = {
    environment,
    log,
    db,
    dfeSignIn,
    metrics,
    queue: undefined as never,
    searches: undefined as never,
  };
  createApp(resources, {
    build: () => Promise.reject(new Error("This server has no pages")),
    assets: express.Router(),
  });
  openNotify(environment, 1);
  await db.destroy();
}

test("a variable of any value is either usable or refused by name", { timeout: patience }, async () => {
  await fuzz("configuration", settings, async (volley) => {
    for (const changes of volley) {
      const variables = { ...requiredVariables, NODE_ENV: "test" as const, ...Object.fromEntries(changes) };
      try {
        await useAll(readEnvironment(variables));
      } catch (error) {
        if (!(error instanceof ConfigurationError))
          throw new Error(`At ${JSON.stringify(changes)}`, { cause: error });
        const [, ...lines] = error.message.split("\n");
        for (const line of lines)
          expect(changes.map(([name]) => `  ${name}`)).toContain(line.slice(0, line.indexOf(" ", 2)));
        expect(error.message).not.toContain(canary);
      }
    }
  });
});
