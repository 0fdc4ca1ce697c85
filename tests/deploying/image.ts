import { type ChildProcess, fork, spawn, type SpawnOptions, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { type Account, chooseAccount, giveTo } from "../../local/postgres/account.ts";
import { isIgnored, lastOf, readStages, root, type Stage, type Step, variablesOf } from "./dockerfile.ts";

type Variables = Record<string, string>;

/** The image, built in the folder of an ordinary user instead of a container. */
export type Image = {
  /** Its WORKDIR. */
  folder: string;
  /** Runs one of its programs to the end. */
  run: (command: string[], variables: Variables) => Promise<{ code: number | null; output: string }>;
  /** Starts a long-lived program, and waits until it says that it is ready. */
  start: (command: string[], variables: Variables) => Promise<ChildProcess>;
  remove: () => Promise<void>;
};

/**
 * Runs the Dockerfile's own commands as an ordinary user who owns only the folder: `FROM` is an empty folder
 * with Node and npm, `COPY` copies what `.dockerignore` does not exclude, and `RUN` runs the command.
 *
 * @throws {Error} with the output of a command that failed
 */
export async function buildImage(): Promise<Image> {
  const home = await mkdtemp(join(tmpdir(), "console-image-"));
  await chmod(home, 0o711);
  const remove = () => rm(home, { recursive: true, force: true });
  const account = chooseAccount(null); // another user if we are root
  try {
    return { ...(await buildStages({ home, account, path: await bringPrograms(home) })), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The stages before the last one run in parallel. */
async function buildStages(builder: Builder): Promise<Omit<Image, "remove">> {
  const stages = readStages();
  const image = stages.pop();
  if (image === undefined) throw new Error("The Dockerfile makes nothing");
  const built = await Promise.allSettled(stages.map((stage) => buildStage(builder, stage)));
  for (const outcome of built) if (outcome.status === "rejected") throw outcome.reason;
  await buildStage(builder, image);
  const folder = join(builder.home, image.name, lastOf(image, "WORKDIR"));
  return openImage(folder, builder.account, environmentOf(builder, image));
}

function openImage(folder: string, account: Account, environment: NodeJS.ProcessEnv): Omit<Image, "remove"> {
  const inside = (variables: Variables) => ({
    cwd: folder,
    env: { ...environment, ...variables },
    ...account,
  });
  return {
    folder,
    run: ([file = "", ...parameters], variables) => runToEnd(file, parameters, inside(variables)),
    start: async ([file, script = "", ...parameters], variables) => {
      if (file !== "node") throw new Error(`${script} is not started with Node`);
      const execPath = join(environment.PATH?.split(":")[0] ?? "", "node");
      const stdio: StdioOptions = ["ignore", "ignore", "inherit", "ipc"];
      const child = fork(join(folder, script), parameters, { ...inside(variables), execPath, stdio });
      const ended = once(child, "exit").then(() => {
        throw new Error(`${script} ended before it was ready`);
      });
      await Promise.race([once(child, "message"), ended]);
      ended.catch(() => undefined);
      return child;
    },
  };
}

async function runToEnd(file: string, parameters: string[], options: SpawnOptions) {
  const child = spawn(file, parameters, { ...options, stdio: "pipe" });
  child.stdin.end();
  const said = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, output: said[0] + said[1] };
}

type Builder = { home: string; account: Account; path: string };

/**
 * Copies Node and npm to where an ordinary user can run them: ours may be in a folder that only root can
 * read.
 */
async function bringPrograms(home: string): Promise<string> {
  const programs = join(home, "programs");
  await mkdir(programs);
  await cp(process.execPath, join(programs, "node"));
  const npm =
    process.env["npm_execpath"] ?? join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  await cp(join(dirname(npm), ".."), join(programs, "npm-package"), { recursive: true, dereference: true });
  await symlink("npm-package/bin/npm-cli.js", join(programs, "npm"));
  return `${programs}:/usr/bin:/bin`;
}

/** The npm and proxy settings of this machine. Docker passes proxies on, too. */
const network = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(npm_config_registry|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  ),
) as Variables;

/** The environment of a stage's commands: its own variables and PATH. NODE_ENV is not set. */
function environmentOf({ home, path, account }: Builder, stage: Stage): NodeJS.ProcessEnv {
  return {
    ...network,
    npm_config_prefer_offline: "true", // uses the ordinary user's own npm cache
    PATH: path,
    HOME: account === null ? homedir() : join(home, "home"),
    ...variablesOf(stage),
  };
}

async function buildStage(builder: Builder, stage: Stage): Promise<void> {
  const folder = join(builder.home, stage.name, lastOf(stage, "WORKDIR"));
  for (const made of [folder, join(builder.home, "home")]) await mkdir(made, { recursive: true });
  await giveTo(builder.account, join(builder.home, "home"));
  for (const step of stage.steps) await takeStep(builder, stage, folder, step);
}

async function takeStep(
  builder: Builder,
  stage: Stage,
  folder: string,
  { instruction, rest }: Step,
): Promise<void> {
  if (instruction === "COPY") return copy(builder.home, folder, rest.split(" "));
  if (instruction !== "RUN") return;
  await giveTo(builder.account, join(builder.home, stage.name));
  const options = { cwd: folder, env: environmentOf(builder, stage), ...builder.account };
  const { code, output } = await runToEnd("/bin/sh", ["-c", rest], options);
  if (code !== 0) throw new Error(`RUN ${rest}\n${output}`);
}

/** Copies from another stage or from the project. For a folder, copies its contents. */
async function copy(home: string, folder: string, words: string[]): Promise<void> {
  const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined;
  const to = words.pop() ?? "";
  for (const source of words) {
    const path = from === undefined ? join(root, source) : join(home, from, source);
    const isFolder = statSync(path).isDirectory();
    await cp(path, join(folder, to, isFolder ? "" : basename(source)), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (each) => from !== undefined || !isIgnored(relative(root, each)),
    });
  }
}
