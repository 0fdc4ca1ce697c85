import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../../../db/database.ts";
import { migrate } from "../../../../db/migrate.ts";
import { importOrganisations } from "../../../../server/organisations/import/import-organisations.ts";
import { onMaintenance, siblingUrl } from "../../../setup/postgres/maintenance.ts";
import { temporaryFolder } from "../../../setup/temporary-folder.ts";
import { organisationRow } from "../../data/large/rows.ts";
import type { Server } from "../../data/server.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import { ratiosOf } from "../../figures/statistics.ts";
import type { Pace } from "../../pace.ts";

/**
 * Compares importing a file with `COPY` of the rows that it makes, into the same table with its indexes; then links to
 * successors with that import, the same files once more, and a file in which half of the schools have closed.
 */
export async function measureImport(server: Server, { starts, imported }: Pace): Promise<Figure[]> {
  using folder = temporaryFolder();
  const write = (name: string, lines: string[]) => {
    const path = join(folder.path, name);
    writeFileSync(path, [...lines, ""].join("\r\n"));
    return path;
  };
  const files = {
    open: write(
      "open.csv",
      schoolsOf(imported, () => false),
    ),
    links: write("links.csv", linksOf(imported)),
    closed: write(
      "closed.csv",
      schoolsOf(imported, (index) => index % 2 === 0),
    ),
  };
  await onMaintenance(server.maintenanceUrl, "create database unfilled");
  await migrate(siblingUrl(server.maintenanceUrl, "unfilled"));
  const times: Record<Step, number[]> = { first: [], links: [], again: [], linksAgain: [], closing: [] };
  const copies: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    await inFreshDatabase(server, "imported", async (url) => {
      for (const step of steps) times[step].push(await timeImport(url, files[fileOf[step]]));
    });
    copies.push(await inFreshDatabase(server, "copied", timeCopy));
  }
  const both = ratiosOf(sum(times.first, times.links), times.first);
  return [
    report(`import of ${imported} organisations`, times.first, " s"),
    judge("import of 50,000 organisations, by COPY", ratiosOf(times.first, copies)),
    judge("that and 60,000 links, by the organisations alone", both),
    report("  once more, without changes", times.again, " s"),
    report("  the links once more", times.linksAgain, " s"),
    report("  a file that closes half of them", times.closing, " s"),
  ];
}

const fileOf = {
  first: "open",
  links: "links",
  again: "open",
  linksAgain: "links",
  closing: "closed",
} as const;
type Step = keyof typeof fileOf;
const steps: Step[] = ["first", "links", "again", "linksAgain", "closing"];

const sum = (ones: number[], others: number[]) => ones.map((one, start) => one + (others[start] ?? NaN));

/** Establishments like those of Get Information About Schools. */
function schoolsOf(count: number, isClosed: (index: number) => boolean): string[] {
  const header =
    "URN,EstablishmentName,TypeOfEstablishment (name),UKPRN,Street,Town,Postcode,EstablishmentStatus (name),CloseDate";
  const lines = Array.from({ length: count }, (_, index) => {
    const { name, type, ukprn, street, town, postcode } = organisationRow(index + 1);
    const state = isClosed(index) ? ["Closed", "31-08-2026"] : ["Open", ""];
    return toLine([String(firstUrn + index), name, type, ukprn, street, town, postcode, ...state]);
  });
  return [header, ...lines];
}

/** Links of six in ten schools to a successor, and the same from the other end. */
function linksOf(count: number): string[] {
  const links = Array.from({ length: (count * 6) / 10 }, (_, index) => {
    const school = String(firstUrn + index);
    const successor = String(firstUrn + ((index + count / 2) % count));
    return [
      toLine([school, successor, "A school", "Successor", "01-09-2026"]),
      toLine([successor, school, "A school", "Predecessor", "01-09-2026"]),
    ];
  });
  return ["URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", ...links.flat()];
}

const firstUrn = 100_001;

function toLine(cells: (string | null)[]): string {
  return cells.map((cell) => `"${cell ?? ""}"`).join(",");
}

async function inFreshDatabase<Result>(
  { maintenanceUrl }: Server,
  name: string,
  measure: (url: string) => Promise<Result>,
): Promise<Result> {
  await onMaintenance(maintenanceUrl, `drop database if exists ${name}`);
  await onMaintenance(maintenanceUrl, `create database ${name} template unfilled`);
  return measure(siblingUrl(maintenanceUrl, name));
}

/** Seconds of an import. */
async function timeImport(url: string, path: string): Promise<number> {
  await using db = openDatabase(url, () => undefined);
  const began = performance.now();
  await importOrganisations(db, path, () => undefined);
  return (performance.now() - began) / 1_000;
}

/** Seconds of `COPY` of the rows that an import has made, from a file of PostgreSQL's. */
async function timeCopy(url: string): Promise<number> {
  const file = await copyFile(url);
  await onMaintenance(siblingUrl(url, "imported"), `copy organisations to '${file}'`);
  const began = performance.now();
  await onMaintenance(url, `copy organisations from '${file}'`);
  return (performance.now() - began) / 1_000;
}

async function copyFile(url: string): Promise<string> {
  const [row] = await onMaintenance<{ data_directory: string }>(url, "show data_directory");
  return join(row?.data_directory ?? "", "organisations.copy");
}
