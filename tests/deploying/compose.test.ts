import { expect, test } from "vitest";
import { variableNames } from "../../server/environment.ts";
import { requiredVariables } from "../stand-ins/environment.ts";
import { readServices } from "./compose.ts";

const { web, worker, migrate, postgres } = readServices();
const given = web?.environment ?? {};

test("every variable that the console reads can be set, and those that it needs have to be", () => {
  // The image sets NODE_ENV; the port and the database inside are Compose's own.
  const own = ["DATABASE_URL", "PORT"];
  const asked = Object.keys(given).filter((name) => !own.includes(name));
  const readable = variableNames.filter((name) => name !== "NODE_ENV");
  const needed = Object.keys(requiredVariables).filter((name) => !own.includes(name));

  expect(Object.keys(given).toSorted()).toEqual(readable.toSorted());
  for (const name of asked) {
    expect(given[name]).toBe(needed.includes(name) ? `\${${name}:?}` : `\${${name}:-}`);
  }
});

test("web, worker and migrations are one image with one configuration, and differ in their command", () => {
  expect([web?.command, worker?.command, migrate?.command]).toEqual([
    undefined,
    ["node", "jobs/main.ts"],
    ["node", "db/migrate.ts"],
  ]);
  for (const service of [worker, migrate]) {
    expect([service?.image, service?.environment]).toEqual([web?.image, web?.environment]);
  }
});

test("each waits for what it needs: migrations for PostgreSQL, the rest for the migrations, once", () => {
  const migrated = { migrate: { condition: "service_completed_successfully" } };

  expect(postgres?.healthcheck?.test).toContain("pg_isready");
  expect(migrate?.depends_on).toEqual({ postgres: { condition: "service_healthy" } });
  expect([web?.depends_on, worker?.depends_on]).toEqual([migrated, migrated]);
  expect([web?.restart, worker?.restart, migrate?.restart]).toEqual([
    "unless-stopped",
    "unless-stopped",
    "no",
  ]);
});
