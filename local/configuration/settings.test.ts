import { resolve } from "node:path";
import { expect, it } from "vitest";
import { neededPorts, readSettings } from "./settings.ts";

const read = (variables: Record<string, string>) => readSettings(variables as NodeJS.ProcessEnv);

it("has a default for everything, and stand-ins for all three outside services", () => {
  const expected = { port: 3000, signInPort: 3001, notifyPort: 3002, postgresPort: 3003 };
  const outside = { databaseUrl: null, signIn: false, notifyApiKey: null };
  expect(read({ PORT: "", DATA_DIR: "" })).toEqual({ ...expected, ...outside, dataDir: resolve(".data") });
});

it("needs no port for what is configured", () => {
  const signIn = {
    DFE_SIGN_IN_ISSUER_URL: "https://oidc",
    DFE_SIGN_IN_CLIENT_ID: "a",
    DFE_SIGN_IN_CLIENT_SECRET: "b",
  };
  const settings = read({ ...signIn, DATABASE_URL: "postgres://db/x", NOTIFY_API_KEY: "key" });
  expect(neededPorts(settings).map(({ variable }) => variable)).toEqual(["PORT"]);
});

it.each([
  [{ PORT: "http" }, "PORT must be a port from 1 to 65535, not 'http'."],
  [{ NOTIFY_PORT: "70000" }, "NOTIFY_PORT must be a port from 1 to 65535, not '70000'."],
  [{ PORT: "3001" }, "PORT and SIGN_IN_PORT are both 3001. Set one to another."],
  [{ DFE_SIGN_IN_CLIENT_ID: "console" }, "set DFE_SIGN_IN_ISSUER_URL and DFE_SIGN_IN_CLIENT_SECRET too"],
])("refuses %j", (variables, message) => {
  expect(() => read(variables)).toThrow(message);
});
