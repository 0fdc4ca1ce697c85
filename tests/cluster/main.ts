// `npm run test:cluster`: the built product on a cluster of the distribution's Patroni, etcd and haproxy, under load, while
// one fault after the other strikes. With words, only the faults whose names contain them: `-- "primary killed"`.
import process from "node:process";
import { LocalError } from "../../local/local-error.js";
import { databaseUrl } from "./configuration/cluster-plan.ts";
import { type Fault, faults } from "./faults/faults.ts";
import { runFault, type Trial } from "./faults/run-fault.ts";
import { countLosses } from "./ledger/ledger.ts";
import { countOutcomes, type NotRun, type Outcome, toTable } from "./ledger/table.ts";
import { findAll } from "./load/find.ts";
import { startProduct } from "./load/product.ts";
import { startLoad } from "./load/saver.ts";
import { findPrograms } from "./machine/programs.ts";
import { startCluster } from "./members/cluster.ts";

const began = Date.now();
const report = (line: string) => {
  process.stderr.write(`${String(Math.round((Date.now() - began) / 1_000)).padStart(5)} s  ${line}\n`);
};

try {
  const results = await runAll(chooseFaults(process.argv.slice(2)));
  const { passed, failed } = countOutcomes(results);
  process.exitCode = failed === 0 ? 0 : 1;
  process.stdout.write(`${toTable(results)}${passed} passed, ${failed} failed\n`);
} catch (error) {
  if (!(error instanceof LocalError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** @throws {LocalError} if no fault has these words in its name */
function chooseFaults(words: string[]): Fault[] {
  const chosen = faults.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  if (chosen.length > 0) return chosen;
  throw new LocalError(`No fault is called that. Faults: ${faults.map(({ name }) => name).join(", ")}.`);
}

async function runAll(chosen: Fault[]): Promise<(Outcome | NotRun)[]> {
  await using started = new AsyncDisposableStack();
  const programs = await findPrograms();
  report("Starting the cluster");
  const cluster = await startCluster(programs, started);
  report("Starting the product");
  const product = await startProduct(databaseUrl(cluster.plan), report, started);
  const load = startLoad(product.target);
  started.defer(load.stop);
  const trial: Trial = { cluster, product, load, report };
  const results: (Outcome | NotRun)[] = [];
  for (const fault of chosen) {
    const said = product.lines.length;
    const result = await runFault(trial, fault);
    results.push(result);
    report(toTable([result]).split("\n")[1] ?? "");
    for (const line of product.lines.slice(said).filter((each) => each.includes("Stopped unexpectedly")))
      report(line);
    if ("hand" in result && result.hand !== undefined) help(trial, said);
  }
  const { acknowledged, ...losses } = countLosses(
    load.saves,
    await findAll(databaseUrl(cluster.plan), product),
  );
  report(`In all ${acknowledged} acknowledged, ${JSON.stringify(losses)}`);
  for (const [answer, times] of load.surprises) report(`Answered ${times} times: ${answer}`);
  return results;
}

/** Restarts the product, as the hand that it needed, and shows the faults that it had logged. */
function help({ product, report }: Trial, said: number): void {
  const faults = product.lines.slice(said).filter((line) => / (warn|error|fatal) /.test(line));
  for (const line of faults.slice(-40)) report(line);
  for (const kept of [...product.webs, ...product.workers]) kept.restart();
}
