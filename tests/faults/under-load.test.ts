import { expect, test } from "vitest";
import { createToken } from "../records/api-tokens.ts";
import { createSupportClient } from "../../client/source/index.ts";
import { createOrganisations } from "../records/organisations.ts";
import { createSupportUser, priya } from "../records/people.ts";
import {
  changesMade,
  findSuperseded,
  readRecords,
  readEmails,
  expectRecords,
} from "./comparison/compare-records.ts";
import { openBrowser, signIn } from "./staff/browser.ts";
import { faults } from "./product/faults.ts";
import { type AcknowledgedChanges, recordNothing } from "./staff/acknowledged-changes.ts";
import { type Product, startProduct } from "./product/product.ts";
import { describeRun, type Recovered } from "./comparison/report.ts";
import { insist } from "./staff/save.ts";
import { work } from "./staff/work.ts";

/** How many seconds faults go on; each strikes at least once. Longer runs use the deployed worker's waits. */
const seconds = Number(process.env["FAULT_SECONDS"] ?? 0);
const workerFile = seconds > 0 ? "jobs/main.ts" : "tests/faults/product/worker-process.ts";

const staff = [1, 2, 3, 4].map((number) => `staff.${number}@education.gov.uk`);

/** Runs the staff, each with a browser and a script, until the test is over. */
async function workAll(
  product: Product,
  acknowledged: AcknowledgedChanges,
  isOver: () => boolean,
): Promise<void> {
  const organisations = (await createOrganisations(product.db, 4)).map(({ id }) => id);
  const token = await createToken(product.db, "nightly sync");
  const workOne = async (email: string, index: number) => {
    await createSupportUser(product.db, { ...priya, email });
    const visit = openBrowser(product.url);
    await insist(acknowledged, () => signIn(visit, email));
    const api = createSupportClient({ url: product.url, token, retries: 0, timeoutMs: 60_000 });
    await work({ product, acknowledged, organisations }, { number: index + 1, email, visit, api }, isOver);
  };
  await Promise.all(staff.map(workOne));
}

/** Strikes one fault after the other until time is up. */
async function strikeAll(
  product: Product,
  acknowledged: AcknowledgedChanges,
  isOver: (round: number) => boolean,
) {
  const recoveries: Promise<Recovered>[] = [];
  let round = 0;
  for (; !isOver(round); round++) {
    for (const { name, strike } of faults) {
      for (const { until, took } of await strike({ product, acknowledged, round, staff })) {
        recoveries.push(took.then((took) => ({ fault: name, until, took })));
      }
    }
  }
  return { rounds: round, recovered: Promise.all(recoveries) };
}

const patience = (seconds + 300) * 1_000;

test(
  "faults while people are added, edited and removed lose and repeat nothing",
  { timeout: patience },
  async ({ onTestFinished }) => {
    const product = await startProduct(workerFile);
    onTestFinished(product.stop);
    const acknowledged = recordNothing();
    const end = Date.now() + seconds * 1_000;
    let isOver = false;
    const working = workAll(product, acknowledged, () => isOver);
    const striking = strikeAll(product, acknowledged, (round) => round > 0 && Date.now() >= end);
    const [{ rounds, recovered }] = await Promise.all([striking.finally(() => (isOver = true)), working]);
    const recoveries = await recovered;
    const waiting = async () => (await readEmails(product.db)).filter(({ status }) => status === "queued");
    await expect.poll(waiting, { timeout: patience, interval: 200 }).toEqual([]);

    const records = await readRecords(product.db, staff);
    const made = changesMade(acknowledged.changes, records);
    process.stdout.write(describeRun(acknowledged, recoveries, records, expectRecords(made)));
    expect(records).toEqual(expectRecords(made));
    const emails = Map.groupBy(await readEmails(product.db), ({ status }) => status);
    const superseded = findSuperseded(made);
    const { cancelled = [], sent = [], delivered = [], ...others } = Object.fromEntries(emails);
    expect(others).toEqual({});
    expect(cancelled.filter(({ line }) => !superseded.has(line))).toEqual([]);
    const references = (await product.mail.inbox()).map(({ reference }) => reference);
    expect(references.toSorted()).toEqual([...sent, ...delivered].map(({ id }) => id).toSorted());

    const deaths = product.lines.filter((line) => line.includes("Stopped unexpectedly"));
    expect(deaths).toHaveLength(2 * rounds); // one web process and one worker are killed each round
    expect([...product.webs, ...product.workers].filter((kept) => kept.pid() === undefined)).toEqual([]);
    expect(product.lines.filter((line) => /status=5(?!03)|FATAL/.test(line))).toEqual([]);
    expect(product.lines.filter((line) => /Megan|Price|Priya|@example|@education/.test(line))).toEqual([]);
  },
);
