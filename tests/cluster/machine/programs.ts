import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import { runToEnd } from "../../../local/launcher/run-to-end.js";
import { LocalError } from "../../../local/local-error.js";

/** The paths of the programs that make a cluster; `postgres` is the folder of PostgreSQL's. */
export type Programs = { postgres: string; patroni: string; etcd: string; haproxy: string };

/** Debian's package of each program, and where the program can be; the newest version comes last. */
const sought = {
  postgres: { package: "postgresql-15", paths: ["/usr/lib/postgresql/*/bin/postgres"] },
  patroni: { package: "patroni", paths: ["{/usr,/usr/local}/bin/patroni"] },
  etcd: { package: "etcd-server", paths: ["{/usr,/usr/local}/bin/etcd"] },
  haproxy: { package: "haproxy", paths: ["{/usr,/usr/local}/sbin/haproxy", "{/usr,/usr/local}/bin/haproxy"] },
} as const;

/** The modules that Patroni imports for its driver of etcd and for PostgreSQL, and their packages. */
const modules = { etcd: "python3-etcd", psycopg2: "python3-psycopg2" };

/**
 * Finds the distribution's programs. Installs nothing.
 *
 * @throws {LocalError} if any is missing, with what to install on Debian
 */
export async function findPrograms(): Promise<Programs> {
  if (process.platform !== "linux") throw new LocalError("The cluster's suite needs Linux, and its /proc.");
  const found = Object.entries(sought).map(
    ([name, { paths }]) => [name, globSync([...paths]).at(-1)] as const,
  );
  const missing: string[] = found.flatMap(([name, path]) =>
    path === undefined ? sought[name as keyof typeof sought].package : [],
  );
  for (const [module, name] of Object.entries(modules)) {
    const { code } = await runToEnd("/usr/bin/python3", ["-c", `import ${module}`], {});
    if (code !== 0) missing.push(name);
  }
  if (missing.length > 0) throw new LocalError(describeMissing(missing));
  const paths = Object.fromEntries(found) as Record<keyof Programs, string>;
  return { ...paths, postgres: dirname(paths.postgres) };
}

/** What is missing, and how to install it. */
export function describeMissing(packages: string[]): string {
  return (
    `Missing for a cluster: ${packages.join(", ")}. On Debian 12, install with ` +
    `'apt-get install --no-install-recommends ${packages.join(" ")}', and stop the services that this starts: ` +
    "'systemctl disable --now postgresql patroni etcd haproxy'."
  );
}

/** Whether this process can mount a file system: it is root, and nothing forbids it. */
export async function canMount(folder: string): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync(folder)) return false;
  const { code } = await runToEnd("mount", mountParameters(folder, 1), {});
  if (code === 0) await runToEnd("umount", [folder], {});
  return code === 0;
}

/** The parameters of `mount` for a file system in memory of this size. */
export function mountParameters(folder: string, megabytes: number): string[] {
  return ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700`, "console-cluster", join(folder)];
}
