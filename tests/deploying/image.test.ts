import { once } from "node:events";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test as base } from "vitest";
import { startSignIn } from "../../local/sign-in/start-sign-in.ts";
import { openBrowser, locationOf } from "../stand-ins/sign-in-browser.ts";
import { requiredVariables } from "../stand-ins/environment.ts";
import { startTestNotify } from "../stand-ins/notify.ts";
import { findFreePorts } from "../setup/free-port.ts";
import { onMaintenance, siblingUrl } from "../setup/postgres/maintenance.ts";
import { readServices } from "./compose.ts";
import { commandIn, isIgnored, lastOf, readStages, root, variablesOf } from "./dockerfile.ts";
import { buildImage } from "./image.ts";

const stages = readStages();
const image = stages.at(-1) ?? { base: "", name: "", steps: [] };
type Lockfile = { packages: Record<string, { dev?: boolean }> };

const priya = { firstName: "Priya", lastName: "Nair", email: "priya.nair@education.gov.uk" };

/** vitest's `test` with the built image, an empty database and the stand-ins. */
const test = base
  .extend("image", { scope: "file" }, async ({}, { onCleanup }) => {
    const built = await buildImage();
    onCleanup(built.remove);
    return built;
  })
  .extend("databaseUrl", async ({}, { onCleanup }) => {
    const { maintenanceUrl, template } = inject("postgres");
    const name = `${template}_image`;
    await onMaintenance(maintenanceUrl, `create database ${name}`);
    onCleanup(async () => {
      await onMaintenance(maintenanceUrl, `drop database ${name} with (force)`);
    });
    return siblingUrl(maintenanceUrl, name);
  })
  .extend("mail", async ({}, { onCleanup }) => {
    const mail = await startTestNotify();
    onCleanup(mail.stop);
    return mail;
  })
  .extend("variables", async ({ databaseUrl, mail }, { onCleanup }) => {
    const [port = 0] = await findFreePorts(1);
    const { DFE_SIGN_IN_CLIENT_ID: clientId, DFE_SIGN_IN_CLIENT_SECRET: clientSecret } = requiredVariables;
    const publicUrl = `http://localhost:${port}`;
    const signIn = await startSignIn({ port: 0, clientId, clientSecret, publicUrl, people: [] });
    onCleanup(signIn.stop);
    return {
      ...requiredVariables,
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      DATABASE_URL: databaseUrl,
      DFE_SIGN_IN_ISSUER_URL: signIn.url,
      NOTIFY_BASE_URL: mail.environment.NOTIFY_BASE_URL,
    };
  });

test("the image uses the Node version of .nvmrc, and runs as an ordinary user", () => {
  const [major] = readFileSync(join(root, ".nvmrc"), "utf8").split(".");

  expect(new Set(stages.map(({ base: from }) => from))).toEqual(new Set([`node:${major}-slim`]));
  expect(Number(lastOf(image, "USER"))).toBeGreaterThan(0);
  expect(variablesOf(image)).toMatchObject({ NODE_ENV: "production" });
});

test(".dockerignore excludes secrets, data and generated files", () => {
  const kept = [
    ".env",
    ".git/config",
    ".data/secrets.json",
    "node_modules/zod/package.json",
    "build/server/index.js",
  ];

  expect(kept.filter((path) => !isIgnored(path))).toEqual([]);
  expect(["server/main.ts", "app/root.tsx", ".npmrc"].filter(isIgnored)).toEqual([]);
});

test("the image contains no tests, stand-ins or development packages", ({ image: { folder } }) => {
  const entries = ["build", "commands", "db", "jobs", "node_modules", "package.json", "server"];
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
  const installed = new Set(globSync("node_modules/{*,@*/*}", { cwd: folder }));
  const forDevelopment = Object.keys(packages).filter((path) => packages[path]?.dev && installed.has(path));

  expect(readdirSync(folder).toSorted()).toEqual(entries);
  expect(globSync("{build,commands,db,jobs,server}/**/*{.test.*,demonstration*}", { cwd: folder })).toEqual(
    [],
  );
  expect(installed).toContain("node_modules/pg-boss");
  expect(forDevelopment).toEqual([]);
});

test("web, worker, migrations and commands of the image work, and stop on a signal", async ({
  image: { run, start },
  variables,
  mail,
  onTestFinished,
}) => {
  const { migrate, worker } = readServices();
  const healthcheck = commandIn(lastOf(image, "HEALTHCHECK"));
  const addPriya = ["--first-name", priya.firstName, "--last-name", priya.lastName, "--email", priya.email];
  expect(await run(healthcheck, variables)).toMatchObject({ code: 1 });

  expect(await run(migrate?.command ?? [], variables)).toEqual({ code: 0, output: "" });
  const added = await run(["node", "commands/support-user.ts", "add", ...addPriya], variables);
  expect(added).toMatchObject({
    code: 0,
    output: `Added. We will email ${priya.email} with sign-in details.\n`,
  });
  const running = [
    await start(commandIn(lastOf(image, "CMD")), variables),
    await start(worker?.command ?? [], variables),
  ];
  onTestFinished(() => {
    for (const child of running) child.kill("SIGKILL");
  });

  expect(await run(healthcheck, variables)).toEqual({ code: 0, output: "" });
  await expect.poll(() => mail.inbox(), { timeout: 10_000 }).toMatchObject([{ to: priya.email }]);
  expect(await signIn(variables.PUBLIC_URL)).toMatchObject({ path: "/support/organisations", styles: 200 });
  const ended = running.map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGTERM");
  expect(await Promise.all(ended)).toEqual([
    [0, null],
    [0, null],
  ]);
});

/** Signs Priya in, and checks that the page's styles load. */
async function signIn(publicUrl: string) {
  const browser = openBrowser();
  expect((await browser.visit(`${publicUrl}/sign-in`)).status).toBe(200);
  const leave = locationOf(await browser.visit(`${publicUrl}/auth/dfe`));
  const login = await browser.visit(leave?.href ?? "");
  const back = locationOf(await browser.visit(login.url, { sub: "dsi-priya", email: priya.email }));
  const page = await browser.visit(back?.href ?? "");
  const [, styles = ""] = /<link rel="stylesheet" href="([^"]+)"/.exec(await page.text()) ?? [];
  return { path: new URL(page.url).pathname, styles: (await fetch(publicUrl + styles)).status };
}
