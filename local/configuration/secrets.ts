import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unusableFolder } from "./data-folder.ts";

/** Secrets that are the same at every start, so that sessions remain valid after a restart. */
export type Secrets = ReturnType<typeof createSecrets>;

/**
 * Reads the secrets from a file in the data folder. Creates those that are missing, and stores them there.
 *
 * @throws {LocalError} if the folder cannot be written
 */
export function keepSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  const kept = readKept(file);
  const created = createSecrets();
  const secrets = { ...created, ...kept };
  if (Object.keys(created).every((name) => name in kept)) return secrets;
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw unusableFolder(dataDir, error);
  }
  return secrets;
}

const createSecrets = () => ({
  sessionSecret: randomBytes(32).toString("hex"),
  signInClientSecret: randomBytes(32).toString("hex"),
  notifyApiKey: `local-${randomUUID()}-${randomUUID()}`,
  notifyCallbackToken: randomBytes(32).toString("hex"),
  metricsToken: randomBytes(32).toString("hex"),
});

function readKept(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>;
  } catch {
    return {}; // no file, or a damaged one: all secrets are new, which only ends the sessions
  }
}
