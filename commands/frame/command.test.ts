import { expect, it } from "vitest";
import { runCommand } from "./command.ts";
import type { Output } from "./output.ts";
import { type Command, subcommand } from "./subcommand.ts";

const gate: Command = {
  name: "gate",
  summary: "The gate",
  subcommands: {
    open: subcommand({
      summary: "Opens it",
      details: ["", "It stays open."],
      arguments: ["KEY"],
      options: { "first-name": "who asks" },
      run: ({ KEY, "first-name": firstName }, output) => {
        output.line(`${KEY} ${firstName}`);
        return Promise.resolve();
      },
    }),
    fail: subcommand({ summary: "Fails", run: () => Promise.reject(new Error("it is\n  stuck")) }),
    refuse: subcommand({
      summary: "Cannot connect",
      run: () => Promise.reject(new AggregateError([new Error("connect ECONNREFUSED"), new Error("again")])),
    }),
  },
};

async function run(...typed: string[]) {
  const [lines, errors]: [string[], string[]] = [[], []];
  const output: Output = {
    line: (text) => void lines.push(text),
    error: (text) => void errors.push(text),
    progress: () => undefined,
  };
  return { code: await runCommand(gate, typed, output), lines, errors };
}

const succeeded = (...lines: string[]) => ({ code: 0, lines, errors: [] });
const wronglyTyped = (text: string) => ({
  code: 2,
  lines: [],
  errors: [`gate: ${text}. Try: npm run gate -- --help`],
});

it("hands arguments and options on, in any order", async () => {
  expect(await run("open", "k1", "--first-name", "Priya")).toEqual(succeeded("k1 Priya"));
  expect(await run("open", "--first-name=Priya", "k1")).toEqual(succeeded("k1 Priya"));
  expect(await run("open", "--first-name=Priya", "--", "--help")).toEqual(succeeded("--help Priya"));
});

it.each([["--help"], ["-h"]])("explains itself with %s", async (help) => {
  expect(await run(help)).toEqual(
    succeeded(
      "The gate",
      "",
      "Usage:",
      "  npm run gate -- open KEY --first-name …",
      "      Opens it",
      "  npm run gate -- fail",
      "      Fails",
      "  npm run gate -- refuse",
      "      Cannot connect",
    ),
  );
  const { code, lines } = await run("open", help);
  expect(code).toBe(0);
  expect(lines).toEqual([
    "Usage: npm run gate -- open KEY --first-name …",
    "",
    "Opens it",
    "",
    "It stays open.",
    "",
    "  --first-name  who asks",
  ]);
});

it.each([
  [[], "say what to do"],
  [["close"], "cannot do ‘close’"],
  [["toString"], "cannot do ‘toString’"],
  [["open"], "KEY is missing"],
  [["open", ""], "KEY is missing"],
  [["open", "k1"], "--first-name is missing"],
  [["open", "k1", "--first-name", ""], "--first-name is missing"],
  [["open", "k1", "--first-name"], "Option '--first-name <value>' argument missing"],
  [["open", "k1", "k2", "--first-name", "Priya"], "‘k2’ is one argument too many"],
  [["open", "k1", "--colour", "red"], "Unknown option '--colour'"],
])("refuses what was typed wrongly: %j", async (typed, text) => {
  expect(await run(...typed)).toEqual(wronglyTyped(text));
});

it("says in one line what went wrong", async () => {
  expect(await run("fail")).toEqual({ code: 1, lines: [], errors: ["gate: it is stuck"] });
  expect(await run("refuse")).toEqual({ code: 1, lines: [], errors: ["gate: connect ECONNREFUSED"] });
});
