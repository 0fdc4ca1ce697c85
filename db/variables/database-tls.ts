import { accessSync, constants } from "node:fs";
import { type Given, isThisMachine } from "./production.ts";

/**
 * Refuses a database on another host without TLS and a check of its certificate (specification, section 9, Production).
 * Other modes than verify-full do not check it, or will not in a later version of the driver.
 */
export function requireTls(databaseUrl: string, given: Given): string | undefined {
  const url = URL.parse(databaseUrl);
  if (given.DATABASE_TLS === "off" || (url !== null && isOnThisMachine(url))) return undefined;
  if (url && settingOf(url, "sslmode") === "verify-full") return undefined;
  return "must have sslmode=verify-full, as the database is on another host, or DATABASE_TLS must be off";
}

/** Says which certificate file that the URL names cannot be read; undefined if all can. */
export function findCertificateFault(databaseUrl: string): string | undefined {
  const url = URL.parse(databaseUrl);
  if (url === null) return undefined;
  for (const name of ["sslrootcert", "sslcert", "sslkey"]) {
    const file = settingOf(url, name);
    const fault = file && whyUnreadable(file);
    if (fault) return `names a file as ${name} that cannot be read (${fault})`;
  }
  return undefined;
}

function whyUnreadable(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** Without a host, the driver takes PGHOST or this machine. A host that is a path is the folder of a socket. */
function isOnThisMachine(url: URL): boolean {
  const named = settingOf(url, "host") ?? decodeURIComponent(url.hostname);
  const host = named || process.env.PGHOST || "localhost";
  return host.startsWith("/") || isThisMachine(host);
}

/** The driver takes the last of several. */
function settingOf(url: URL, name: string): string | undefined {
  return url.searchParams.getAll(name).at(-1);
}
