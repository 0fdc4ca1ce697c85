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

/** Compares importing a file with `COPY` of the rows that it makes, into the same table with its indexes. */
export async function measureImport(server: Server, { starts, imported }: Pace): Promise<Figure[]> {
  using folder = temporaryFolder();
  const path = join(folder.path, "organisations.csv");
  writeFileSync(path, fileOf(imported));
  await onMaintenance(server.maintenanceUrl, "create database unfilled");
  await migrate(siblingUrl(server.maintenanceUrl, "unfilled"));
  const imports: number[] = [];
  const copies: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    imports.push(await inFreshDatabase(server, "imported", (url) => timeImport(url, path)));
    copies.push(await inFreshDatabase(server, "copied", timeCopy));
  }
  return [
    report(`import of ${imported} organisations`, imports, " s"),
    judge("import of 50,000 organisations, by COPY", ratiosOf(imports, copies)),
  ];
}

/** Establishments like those of Get Information About Schools, all of them open. */
function fileOf(count: number): string {
  const header =
    "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),UKPRN,Street,Town,Postcode";
  const lines = Array.from({ length: count }, (_, index) => {
    const { name, type, ukprn, street, town, postcode } = organisationRow(index + 1);
    const cells = [String(100_001 + index), name, type, "Open", ukprn, street, town, postcode];
    return cells.map((cell) => `"${cell ?? ""}"`).join(",");
  });
  return [header, ...lines, ""].join("\r\n");
}

async function inFreshDatabase(
  { maintenanceUrl }: Server,
  name: string,
  measure: (url: string) => Promise<number>,
): Promise<number> {
  await onMaintenance(maintenanceUrl, `drop database if exists ${name}`);
  await onMaintenance(maintenanceUrl, `create database ${name} template unfilled`);
  return measure(siblingUrl(maintenanceUrl, name));
}

/** Seconds of an import. Leaves the rows in a file of PostgreSQL's, from which `timeCopy` reads them. */
async function timeImport(url: string, path: string): Promise<number> {
  await using db = openDatabase(url, () => undefined);
  const began = performance.now();
  await importOrganisations(db, path, () => undefined);
  const seconds = (performance.now() - began) / 1_000;
  await onMaintenance(url, `copy organisations to '${await copyFile(url)}'`);
  return seconds;
}

async function timeCopy(url: string): Promise<number> {
  const statement = `copy organisations from '${await copyFile(url)}'`;
  const began = performance.now();
  await onMaintenance(url, statement);
  return (performance.now() - began) / 1_000;
}

async function copyFile(url: string): Promise<string> {
  const [row] = await onMaintenance<{ data_directory: string }>(url, "show data_directory");
  return join(row?.data_directory ?? "", "organisations.copy");
}
