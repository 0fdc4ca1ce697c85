import { afterEach, expect, it, vi } from "vitest";
import { readText, runCommand } from "./run-command.ts";

afterEach(vi.restoreAllMocks);

/** Runs a command with the subcommand `open`, which stores its arguments, and `fail` and `refuse`, which throw. */
async function run(...typed: string[]) {
  const [lines, errors, taken]: [string[], string[], unknown[]] = [[], [], []];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
  const code = await runCommand(
    "door",
    (door) => {
      door.description("The door");
      door
        .command("open")
        .description("Opens it")
        .argument("<KEY>", "its key", readText)
        .requiredOption("--first-name <TEXT>", "your first name", readText)
        .action((key, options) => void taken.push(key, options));
      door.command("fail").action(() => Promise.reject(new Error("it is\n  stuck")));
      const refused = new AggregateError([new Error("connect ECONNREFUSED"), new Error("again")]);
      door.command("refuse").action(() => Promise.reject(refused));
    },
    typed,
  );
  return { code, lines: lines.join(""), errors: errors.join(""), taken };
}

const succeeded = (...taken: unknown[]) => ({ code: 0, lines: "", errors: "", taken });
const failed = (code: number, text: string) => ({ code, lines: "", errors: `door: ${text}\n`, taken: [] });

it("passes arguments and options on, in any order", async () => {
  const options = { firstName: "Priya" };

  expect(await run("open", "k1", "--first-name", "Priya")).toEqual(succeeded("k1", options));
  expect(await run("open", "--first-name=Priya", "k1")).toEqual(succeeded("k1", options));
  expect(await run("open", "--first-name=Priya", "--", "--help")).toEqual(succeeded("--help", options));
});

it.each(["--help", "-h"])("explains itself with %s", async (help) => {
  const whole = await run(help);
  const one = await run("open", help);

  expect([whole.code, whole.errors, one.code, one.errors]).toEqual([0, "", 0, ""]);
  expect(whole.lines).toMatch(/^Usage: npm run door -- .*The door.*open.*Opens it/s);
  expect(one.lines).toMatch(/^Usage: npm run door -- open .*<KEY>.*--first-name <TEXT> +your first name/s);
});

it.each([
  [[], "a subcommand is missing"],
  [["close"], "unknown command 'close'"],
  [["opne"], "unknown command 'opne' (Did you mean open?)"],
  [["toString"], "unknown command 'toString'"],
  [["open", "--first-name", "Priya"], "missing required argument 'KEY'"],
  [
    ["open", "", "--first-name", "Priya"],
    "command-argument value '' is invalid for argument 'KEY'. It is empty",
  ],
  [["open", "k1"], "required option '--first-name <TEXT>' not specified"],
  [["open", "k1", "--first-name", ""], "option '--first-name <TEXT>' argument '' is invalid. It is empty"],
  [["open", "k1", "--first-name"], "option '--first-name <TEXT>' argument missing"],
  [
    ["open", "k1", "k2", "--first-name", "Priya"],
    "too many arguments for 'open'. Expected 1 argument but got 2: k1, k2",
  ],
  [["open", "k1", "--first-name", "Priya", "--colour"], "unknown option '--colour'"],
])("refuses what is typed wrongly: %j", async (typed, text) => {
  expect(await run(...typed)).toEqual(failed(2, `${text}. Try: npm run door -- --help`));
});

it("describes a failure in one line", async () => {
  expect(await run("fail")).toEqual(failed(1, "it is stuck"));
  expect(await run("refuse")).toEqual(failed(1, "connect ECONNREFUSED"));
});
