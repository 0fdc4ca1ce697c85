import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for files to import, and the way to write one. */
export function createFolder() {
  const folder = mkdtempSync(join(tmpdir(), "console-csv-"));
  return {
    write: (lines: string[], encoding: BufferEncoding = "utf8") => {
      const path = join(folder, "organisations.csv");
      writeFileSync(path, lines.join("\r\n"), encoding);
      return path;
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** The columns of GIAS's 'all establishment data' that we use. */
export const giasHeader =
  "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),UKPRN,Street,Town,Postcode";

/** The header of a list of providers. */
export const providersHeader = "name,ukprn,urn,town,postcode";

/** A row of GIAS: an open school in Leeds. */
export function giasRow(urn: number, name: string, status = "Open"): string {
  return `${urn},"${name}",Community school,"${status}",,2 School Lane,Leeds,LS1 1AB`;
}

/** The header of GIAS's links. */
export const linksHeader = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate";

/** A row of GIAS's links. */
export function linkRow(urn: number, linkUrn: number, type: string): string {
  return `${urn},${linkUrn},"The other, school",${type},01-09-2026`;
}
