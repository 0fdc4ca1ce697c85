import { expect, test } from "vitest";
import { variables } from "../../server/environment.ts";
import { readServices } from "./compose.ts";

const { web, worker, migrate, postgres } = readServices();
const given = web?.environment ?? {};

test("every variable can be set, and Compose requires the required ones", () => {
  // The image sets NODE_ENV.
  const names = variables.map(({ name }) => name).filter((name) => name !== "NODE_ENV");

  expect(Object.keys(given).toSorted()).toEqual(names.toSorted());
  expect(given).toMatchObject({
    PORT: 3000,
    PUBLIC_URL: "${PUBLIC_URL:?}",
    SERVICE_NAME: "${SERVICE_NAME:-}",
  });
});

test("web, worker and migrations share an image and its configuration, and differ only in their command", () => {
  expect([web?.command, worker?.command, migrate?.command]).toEqual([
    undefined,
    ["node", "jobs/main.ts"],
    ["node", "db/migrate.ts"],
  ]);
  for (const service of [worker, migrate]) {
    expect([service?.image, service?.environment]).toEqual([web?.image, web?.environment]);
  }
});

test("migrations wait for PostgreSQL, and run once before web and worker start", () => {
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
