import { expect, test } from "vitest";
import { variables } from "../../server/environment.ts";
import { type ComposeService, readServices } from "./compose.ts";

const { web, worker, migrate, postgres } = readServices();
const given = web?.environment ?? {};

test("every variable can be set, and Compose requires the required ones", () => {
  // The image sets NODE_ENV.
  const names = variables.map(({ name }) => name).filter((name) => name !== "NODE_ENV");
  const set = new Set([...Object.keys(given), ...Object.keys(worker?.environment ?? {})]);

  expect([...set].toSorted()).toEqual(names.toSorted());
  expect(given).toMatchObject({
    PORT: 3000,
    PUBLIC_URL: "${PUBLIC_URL:?}",
    SERVICE_NAME: "${SERVICE_NAME:-}",
  });
});

test("web, worker and migrations share an image, and differ in their command", () => {
  expect([web?.command, worker?.command, migrate?.command]).toEqual([
    undefined,
    ["node", "jobs/main.ts"],
    ["node", "db/migrate.ts"],
  ]);
  expect([worker?.image, migrate?.image]).toEqual([web?.image, web?.image]);
});

test("web and worker have no secrets of each other", () => {
  const secrets = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  const secretsOf = (service?: ComposeService) =>
    secrets.filter((name) => name in (service?.environment ?? {}));

  expect(secretsOf(worker)).toEqual(["DATABASE_URL", "NOTIFY_API_KEY"]);
  expect(secretsOf(web)).toEqual(secrets.filter((name) => name !== "NOTIFY_API_KEY"));
});

test("migrations alone have the owner of the database, and nothing else", () => {
  expect(given["DATABASE_URL"]).toBe(
    "postgres://console_app:${POSTGRES_APP_PASSWORD:?}@postgres:5432/console",
  );
  expect(migrate?.environment).toEqual({
    DATABASE_URL: "postgres://console_owner:${POSTGRES_OWNER_PASSWORD:?}@postgres:5432/console",
    DATABASE_TLS: "off",
  });
});

test("no service can write to its image, or have a capability or gain one", () => {
  for (const service of [web, worker, migrate, postgres])
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
  expect(postgres?.user).toBe("postgres");
});

test("PostgreSQL's volume begins with the two roles", () => {
  const files = (postgres?.volumes ?? []).filter((volume) => volume.startsWith("./"));

  expect(files.map((volume) => volume.split(":"))).toEqual([
    ["./db/create-roles.sh", "/docker-entrypoint-initdb.d/create-roles.sh", "ro"],
    ["./db/privileges.sql", "/privileges.sql", "ro"],
  ]);
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
