import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDatabaseUrl } from "../db/configuration.ts";
import { requiredVariables } from "../tests/stand-ins/environment.ts";
import { temporaryFolder } from "../tests/setup/temporary-folder.ts";
import {
  readEnvironment,
  readSecrets,
  readWebEnvironment,
  readWorkerEnvironment,
  variables,
} from "./environment.ts";

/** What is wrong with variables, in production unless they say otherwise. */
function faultsOf(
  changes: Record<string, string>,
  read: (given: NodeJS.ProcessEnv) => unknown = readEnvironment,
) {
  try {
    read({ ...requiredVariables, ...changes } as unknown as NodeJS.ProcessEnv);
    return [];
  } catch (error) {
    return (error as Error).message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}

const random = "5c61cbdd0b27f1f9f3c3f5a7e1a0d9b2a86ad0c4e5f7189b";
const remote = "postgres://console:secret@db.internal:5432/console";

test("it is production unless NODE_ENV says otherwise", () => {
  expect(readEnvironment(requiredVariables as unknown as NodeJS.ProcessEnv).NODE_ENV).toBe("production");
});

describe("in production", () => {
  test.for(["PUBLIC_URL", "DFE_SIGN_IN_ISSUER_URL", "NOTIFY_BASE_URL"])(
    "%s has to be https, unless it is on this machine",
    (name) => {
      expect(faultsOf({ [name]: "http://console.example" })).toEqual([`${name} must be an https address`]);
      expect(faultsOf({ [name]: "http://localhost.example" })).toEqual([`${name} must be an https address`]);
      for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000"])
        expect(faultsOf({ [name]: `http://${host}` })).toEqual([]);
      expect(faultsOf({ [name]: "http://console.example", NODE_ENV: "development" })).toEqual([]);
    },
  );

  test.for([
    "a".repeat(40),
    "ab".repeat(20),
    random.slice(0, 20).repeat(2),
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "aaaaaaaaaaaabbbbbbbbbbbbbcccccccccccdddddddefg",
    "changeme-changeme-changeme-changeme-changeme",
    "replace-this-with-your-own-session-secret",
    "PASSWORD password PASSWORD password 1234567890",
  ])("a secret that can be guessed is refused: %s", (value) => {
    const message = "can be guessed: make one with `openssl rand -hex 32`";

    for (const name of [
      "SESSION_SECRET",
      "NOTIFY_CALLBACK_TOKEN",
      "DFE_SIGN_IN_CLIENT_SECRET",
      "METRICS_TOKEN",
    ])
      expect(faultsOf({ [name]: value })).toEqual([`${name} ${message}`]);
    expect(faultsOf({ SESSION_SECRET: value, NODE_ENV: "test" })).toEqual([]);
  });

  test.for([
    random,
    random.slice(0, 32),
    "correct horse battery staple runs away",
    "aR7!kQ2#pZ9$mV4&xT6*wB1@nC8",
  ])("a random secret is accepted: %s", (value) => {
    expect(faultsOf({ DFE_SIGN_IN_CLIENT_SECRET: value, METRICS_TOKEN: value })).toEqual([]);
  });

  const withoutTls = [
    "DATABASE_URL must have sslmode=verify-full, as the database is on another host, or DATABASE_TLS must be off",
  ];
  test.for([
    remote,
    `${remote}?sslmode=require`,
    `${remote}?sslmode=no-verify`,
    `${remote}?sslmode=verify-full&sslmode=disable`,
    "postgres://console@localhost/console?host=db.internal",
  ])("a database on another host needs TLS with a check of its certificate: %s", (DATABASE_URL) => {
    for (const read of [readEnvironment, readDatabaseUrl])
      expect(faultsOf({ DATABASE_URL }, read)).toEqual(withoutTls);
    expect(faultsOf({ DATABASE_URL, DATABASE_TLS: "off" })).toEqual([]);
    expect(faultsOf({ DATABASE_URL, NODE_ENV: "development" })).toEqual([]);
  });

  test.for([
    `${remote}?sslmode=verify-full`,
    "postgres://console@localhost/console",
    "postgres://console@[::1]:5432/console",
    "postgres:///console?host=/var/run/postgresql",
    "postgres://console@%2Fvar%2Frun%2Fpostgresql/console",
  ])("a database with TLS, or on this host, is accepted: %s", (DATABASE_URL) => {
    expect(faultsOf({ DATABASE_URL })).toEqual([]);
  });

  test("a database that PGHOST names needs TLS too", ({ onTestFinished }) => {
    process.env["PGHOST"] = "db.internal";
    onTestFinished(() => void Reflect.deleteProperty(process.env, "PGHOST"));

    expect(faultsOf({ DATABASE_URL: "postgres:///console" })).toEqual(withoutTls);
  });
});

test("a certificate that cannot be read is named", () => {
  const DATABASE_URL = `${remote}?sslmode=verify-full&sslrootcert=/no/such/ca.pem`;

  expect(faultsOf({ DATABASE_URL })).toEqual([
    "DATABASE_URL names a file as sslrootcert that cannot be read (ENOENT)",
  ]);
});

test("web and worker do without the secrets of the other", () => {
  const { NOTIFY_API_KEY, ...ofWeb } = requiredVariables;
  const { SESSION_SECRET, DFE_SIGN_IN_CLIENT_SECRET, NOTIFY_CALLBACK_TOKEN, ...ofWorker } = requiredVariables;
  const onlyWeb = { SESSION_SECRET, DFE_SIGN_IN_CLIENT_SECRET, NOTIFY_CALLBACK_TOKEN };

  expect(readWebEnvironment(ofWeb as never)).toMatchObject(onlyWeb);
  expect(readWebEnvironment({ ...ofWeb, NOTIFY_API_KEY } as never)).not.toHaveProperty("NOTIFY_API_KEY");
  expect(readWorkerEnvironment(ofWorker as never)).toMatchObject({ NOTIFY_API_KEY });
  expect(() => readWorkerEnvironment(ofWeb as never)).toThrow("NOTIFY_API_KEY is missing");
  expect(() => readWebEnvironment(ofWorker as never)).toThrow("SESSION_SECRET is missing");
});

const secrets = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);

describe("secrets from files", () => {
  test("there is one for each secret", () => {
    expect(secrets.toSorted()).toEqual([
      "DATABASE_URL",
      "DFE_SIGN_IN_CLIENT_SECRET",
      "METRICS_TOKEN",
      "NOTIFY_API_KEY",
      "NOTIFY_CALLBACK_TOKEN",
      "SESSION_SECRET",
    ]);
  });

  test.for(secrets)("%s_FILE names the file with its value", (name) => {
    using folder = temporaryFolder();
    const file = join(folder.path, "secret");
    const value = { METRICS_TOKEN: random, ...requiredVariables }[name] ?? "";
    const given = {
      ...requiredVariables,
      [name]: "",
      [`${name}_FILE`]: file,
    } as unknown as NodeJS.ProcessEnv;

    writeFileSync(file, `${value}\r\n`);
    expect(readEnvironment(given)).toHaveProperty(name, value);
    expect(readSecrets(given)).toMatchObject({ [name]: value });
    expect(readSecrets(given)).not.toHaveProperty(`${name}_FILE`);
    expect(faultsOf({ [name]: random, [`${name}_FILE`]: file })).toEqual([
      `${name} and ${name}_FILE are both set`,
    ]);
    writeFileSync(file, "\n");
    expect(faultsOf({ [name]: "", [`${name}_FILE`]: file })).toEqual([
      `${name} cannot be read: the file in ${name}_FILE is empty`,
    ]);
    expect(faultsOf({ [name]: "", [`${name}_FILE`]: folder.path })).toEqual([
      `${name} cannot be read from the file in ${name}_FILE (EISDIR)`,
    ]);
    expect(() => readSecrets({ ...given, [`${name}_FILE`]: folder.path })).toThrow("(EISDIR)");
  });
});

const addresses = (place: number) => `has no IP address or network (such as 10.0.0.0/8) as address ${place}`;
const rule = "must be false, a number of proxies from 1 to 9, or their addresses with commas between";

test.for([
  ["true", rule],
  ["10", rule],
  ["10.0.0.1, proxy", addresses(2)],
  ["999.1.1.1", addresses(1)],
] as const)("TRUST_PROXY=%s says what is wrong", ([value, message]) => {
  expect(faultsOf({ TRUST_PROXY: value })).toEqual([`TRUST_PROXY ${message}`]);
});
