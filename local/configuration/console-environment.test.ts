import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readEnvironment } from "../../server/environment.ts";
import { consoleEnvironment } from "./console-environment.ts";
import { keepSecrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";

function environmentFor(chosen: Record<string, string>) {
  using folder = temporaryFolder();
  const variables = chosen as NodeJS.ProcessEnv;
  const databaseUrl = "postgres://console@127.0.0.1:3003/support_console";
  return consoleEnvironment(variables, readSettings(variables), keepSecrets(folder.path), databaseUrl);
}

it("sets every variable that the console reads, as in production", () => {
  const environment = environmentFor({});
  const read = Object.keys(readEnvironment({ ...environment }));
  expect(Object.keys(environment)).toEqual(expect.arrayContaining(read));
  expect(environment.NODE_ENV).toBe("production");
  expect(environment.DFE_SIGN_IN_ISSUER_URL).toBe("http://localhost:3001");
  expect(environment.NOTIFY_BASE_URL).toBe("http://localhost:3002");
});

it("keeps what the operator chose, but sends nothing to a Notify without a key", () => {
  const chosen = {
    SERVICE_NAME: "Register",
    PORT: "4000",
    NOTIFY_BASE_URL: "https://notify",
    LOG_LEVEL: "warn",
  };
  const environment = environmentFor(chosen);
  expect(environment).toMatchObject({ SERVICE_NAME: "Register", PUBLIC_URL: "http://localhost:4000" });
  expect(environment).toMatchObject({ LOG_LEVEL: "warn", NOTIFY_BASE_URL: "http://localhost:3002" });
});

it("asks for the templates of a real Notify", () => {
  const key = `live-${crypto.randomUUID()}-${crypto.randomUUID()}`;
  expect(() => environmentFor({ NOTIFY_API_KEY: key })).toThrow(
    "NOTIFY_TEMPLATE_SUPPORT_USER_ADDED is missing",
  );
});

it("makes secrets once, for the folder's owner only", () => {
  using folder = temporaryFolder();
  expect(keepSecrets(folder.path)).toEqual(keepSecrets(folder.path));
  expect(statSync(join(folder.path, "secrets.json")).mode & 0o777).toBe(0o600);
});
