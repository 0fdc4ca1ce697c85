import { pino } from "pino";
import { expect, test as base } from "vitest";
import { startWorker } from "../../../jobs/worker.ts";
import { closeResources, openWorkerResources } from "../../../server/resources.ts";
import { runProcessFile, runScript, webProcess } from "../../fixtures/commands.ts";
import { onMaintenance } from "../../setup/postgres/maintenance.ts";
import { authorities, startTlsServer } from "../../setup/postgres/tls-server.ts";
import { createEnvironment } from "../../stand-ins/environment.ts";

/** vitest's `test` with a PostgreSQL that accepts TLS, and its address with one of the authorities. */
const test = base
  .extend("server", { scope: "file" }, async ({}, { onCleanup }) => {
    const server = await startTlsServer();
    onCleanup(server.stop);
    return server;
  })
  .extend("urlWith", ({ server }) => (authority: string, host = "localhost") => {
    const url = Object.assign(new URL(server.maintenanceUrl), { hostname: host });
    url.search = new URLSearchParams({ sslmode: "verify-full", sslrootcert: authority }).toString();
    return url.href;
  });

test("with the authority of the certificate, every connection is TLS", async ({ server, urlWith }) => {
  const url = urlWith(authorities.right);
  const added = await runScript("support-user", url, "add", ...name, "--email", "tom@education.gov.uk");
  expect(added).toMatchObject({ code: 0, errors: "" });

  const log = pino({ level: "silent" });
  const resources = await openWorkerResources(createEnvironment({ DATABASE_URL: url }), log);
  const worker = await startWorker(resources);
  const connections = await onMaintenance<{ ssl: boolean }>(
    server.maintenanceUrl,
    "select distinct ssl from pg_stat_ssl join pg_stat_activity using (pid) where pid <> pg_backend_pid() and client_addr is not null",
  );
  await worker.stop();
  await closeResources(resources);

  expect(connections).toEqual([{ ssl: true }]);
});

const name = ["--first-name", "Tom", "--last-name", "Whitfield"];

test("with another authority, web, worker, migrations and commands say why in one line, and exit 1", async ({
  urlWith,
}) => {
  const url = urlWith(authorities.wrong);
  const refused = (command = "") => ({
    code: 1,
    output: "",
    errors: `${command}The database ${new URL(url).host}/postgres cannot be used: ${reason}. Check DATABASE_URL.\n`,
  });
  const reason = "unable to verify the first certificate";

  const ran = await Promise.all([
    ...[webProcess, "jobs/main.ts", "db/migrate.ts"].map((file) => runProcessFile(file, url)),
    runScript("api-token", url, "list"),
  ]);
  expect(ran).toEqual([refused(), refused(), refused(), refused("api-token: ")]);
});

test("a certificate for another name is refused", async ({ urlWith }) => {
  const { code, errors } = await runProcessFile("db/migrate.ts", urlWith(authorities.right, "127.0.0.1"));

  expect([code, errors]).toEqual([1, expect.stringMatching(/^The database .* altnames?: [^\n]*\n$/)]);
});

test.for([
  ["a wrong password", { password: "wrong" }, "password authentication failed for user"],
  ["no such database", { pathname: "/nowhere" }, 'database "nowhere" does not exist'],
  ["nothing on its port", { port: "1" }, "ECONNREFUSED"],
] as const)("%s is one line, without the password", async ([, change, reason], { server }) => {
  const url = Object.assign(new URL(server.maintenanceUrl), change);

  const { code, output, errors } = await runProcessFile("jobs/main.ts", url.href);

  expect([code, output]).toEqual([1, ""]);
  expect(errors).toMatch(/^The database [^\n]* cannot be used: [^\n]*\. Check DATABASE_URL\.\n$/);
  expect(errors).toContain(reason);
  expect(errors).not.toContain(url.password);
});
