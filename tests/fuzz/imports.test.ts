import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { test as withServices } from "../fixtures/resources.ts";
import { countRows } from "../readings/traces.ts";
import { giasHeader, providersHeader } from "../inputs/csv-files.ts";
import { fuzz, patience } from "./fuzz.ts";
import { anyText, typedNumber } from "./inputs/texts.ts";

type Outcome = { code: number; output: string; errors: string };

const test = withServices.extend("importFile", ({ resources }, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), "console-imports-"));
  const child = startCommand(resources.environment.DATABASE_URL);
  onCleanup(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  const ended = once(child, "exit").then(() => {
    throw new Error("The import process ended.");
  });
  ended.catch(() => undefined); // it ends after the tests, too
  const read = collect(child);
  return async (bytes: Buffer): Promise<Outcome> => {
    const file = join(folder, "organisations.csv");
    writeFileSync(file, bytes);
    child.send(file);
    const [{ code }] = (await Promise.race([once(child, "message"), ended])) as [{ code: number }];
    return { code, ...(await read()) };
  };
});

function startCommand(DATABASE_URL: string): ChildProcess {
  const script = join(import.meta.dirname, "product/import-process.ts");
  return fork(script, {
    env: { DATABASE_URL, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** Collects the output of a run. Every run ends with a line on one of the two streams. */
function collect(child: ChildProcess) {
  let [output, errors] = ["", ""];
  const changes = new EventTarget();
  const note = () => changes.dispatchEvent(new Event("change"));
  child.stdout?.setEncoding("utf8").on("data", (text: string) => ((output += text), note()));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => ((errors += text), note()));
  return async () => {
    while (!/^Left out: .*\n/m.test(output) && !errors.endsWith("\n")) await once(changes, "change");
    const said = { output, errors };
    [output, errors] = ["", ""];
    return said;
  };
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const field = fc.oneof({ weight: 3, arbitrary: anyText.map(quoted) }, anyText, typedNumber);
const name = fc
  .oneof({ weight: 6, arbitrary: fc.constantFrom("St Mary’s", "École “A”", "=1+1") }, anyText)
  .map(quoted);
const number = (digits: number) => fc.integer({ min: 10 ** (digits - 1), max: 10 ** digits - 1 }).map(String);
const mostly = (likely: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 30, arbitrary: likely }, { weight: 1, arbitrary: field });

const school = fc.tuple(
  ...[
    number(6),
    name,
    fc.constant("Academy"),
    fc.constantFrom("Open", "Closed", "Proposed to open"),
    fc.constant(""),
  ],
  ...[name, name, fc.constantFrom("LS1 1AB", "")],
);
const provider = fc.tuple(name, number(8), fc.constantFrom("", "123456"), name, fc.constant("LS1 1AB"));

const rowsOf = (row: typeof school | typeof provider) =>
  fc.array(
    fc.oneof(
      {
        weight: 20,
        arbitrary: row
          .chain((cells) => fc.tuple(...cells.map((cell) => mostly(fc.constant(cell)))))
          .map((cells) => cells.join(",")),
      },
      { weight: 1, arbitrary: anyText },
    ),
    { maxLength: 12 },
  );

const files = fc
  .oneof(
    fc.tuple(fc.constant(giasHeader), rowsOf(school)),
    fc.tuple(fc.constant(providersHeader), rowsOf(provider)),
  )
  .chain(([header, rows]) =>
    fc.record(
      {
        header: fc.oneof(
          { weight: 20, arbitrary: fc.constant(header) },
          anyText,
          fc.constant(`${header},${header}`),
        ),
        rows: fc.constant(rows),
        end: fc.constantFrom("\r\n", "\n", "\r"),
        encoding: fc.constantFrom("utf8" as const, "utf8" as const, "latin1" as const, "utf16le" as const),
      },
      { noNullPrototype: true },
    ),
  );

const fileAtFault =
  /^organisations: (?:line \d+: [^\n]+|the file is (?:empty|UTF-16, but not valid[^\n]*))\n$/;

test("imports or refuses any file, of both kinds", { timeout: patience }, async ({ importFile, db }) => {
  let taken = 0;
  await fuzz("imports", files, async (volley) => {
    for (const { header, rows, end, encoding } of volley) {
      const before = [await countRows(db, "organisations"), await countRows(db, "activity")];
      const { code, output, errors } = await importFile(Buffer.from([header, ...rows].join(end), encoding));
      const after = [await countRows(db, "organisations"), await countRows(db, "activity")];
      if (code === 0) {
        taken += 1;
        const [added = NaN, updated = NaN] = Array.from(output.matchAll(/: ([\d,]+)/g), ([, count]) =>
          Number(count),
        );
        expect(after).toEqual([(before[0] ?? 0) + added, (before[1] ?? 0) + (added + updated > 0 ? 1 : 0)]);
        continue;
      }
      expect({ code, output }).toEqual({ code: 1, output: "" });
      expect(errors).toMatch(fileAtFault);
      expect(after).toEqual(before);
    }
  });
  expect(taken, "files that were imported").toBeGreaterThan(50);
});
