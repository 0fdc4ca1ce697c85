import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** Runs one of `commands/` with nothing but DATABASE_URL in its environment, its output in pipes. */
export function runScript(name: string, DATABASE_URL: string | undefined, ...typed: string[]) {
  return runScriptWith({ DATABASE_URL }, name, ...typed);
}

/** The same with other variables. */
export async function runScriptWith(
  variables: Record<string, string | undefined>,
  name: string,
  ...typed: string[]
) {
  const script = join(import.meta.dirname, "../../commands", `${name}.ts`);
  const env = { NODE_ENV: "production" as const, ...variables };
  const child = spawn(process.execPath, [script, ...typed], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close") as Promise<[number]>;
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, errors };
}
