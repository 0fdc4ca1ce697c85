import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { sharedUkprn } from "../../organisations/organisations.ts";
import { plainText } from "../../people/name.ts";
import { notFound } from "../../refusals.ts";
import type { RowToAdd } from "../schema.ts";

export type Organisation = {
  id: string;
  name: string;
  urn: string | null;
  ukprn: string | null;
  isClosed: boolean;
};

/** The organisation that a row names, or why there is none or nobody can be added to it, in words. */
export type Resolved =
  { organisation: Organisation; problem?: undefined } | { organisation?: Organisation; problem: string };

/** @throws {TRPCError} NOT_FOUND */
export function readOrganisation(trx: Transaction<DB>, id: string): Promise<Organisation> {
  return organisations(trx).where("id", "=", id).executeTakeFirstOrThrow(notFound);
}

function organisations(trx: Transaction<DB>) {
  return trx.selectFrom("organisations").select(["id", "name", "urn", "ukprn", "is_closed as isClosed"]);
}

/** The organisations that some rows can name. */
type Known = {
  byId: Map<string, Organisation>;
  byUrn: Map<string, Organisation>;
  byUkprn: Map<string, Organisation[]>;
};

/** Reads the organisations that these rows name, in one query. */
export async function readNamed(trx: Transaction<DB>, rows: RowToAdd[]): Promise<Known> {
  const urns = rows.map(({ urn }) => plainText(urn)).filter(Boolean);
  const ukprns = rows.map(({ ukprn }) => plainText(ukprn)).filter(Boolean);
  const ids = rows.flatMap(({ organisationId }) => organisationId ?? []);
  const found = await organisations(trx)
    .where(
      sql<boolean>`urn = any(${urns}::text[]) or ukprn = any(${ukprns}::text[]) or id = any(${ids}::uuid[])`,
    )
    .execute();
  const byUkprn = new Map<string, Organisation[]>();
  for (const one of found) {
    const { ukprn } = one;
    if (ukprn !== null) byUkprn.set(ukprn, [...(byUkprn.get(ukprn) ?? []), one]);
  }
  return {
    byId: new Map(found.map((one) => [one.id, one])),
    byUrn: new Map(found.flatMap((one) => (one.urn === null ? [] : [[one.urn, one]]))),
    byUkprn,
  };
}

const unknown = "There is no organisation with this URN or UKPRN";
const contradiction = "The URN and UKPRN are for different organisations";

/** Tells which organisation a row is for (specification, section 11, Rows). */
export function resolveNamed(known: Known, row: RowToAdd): Resolved {
  const [urn, ukprn] = [plainText(row.urn), plainText(row.ukprn)];
  if (row.organisationId !== undefined) return found(known.byId.get(row.organisationId));
  if (urn === "" && ukprn === "") return { problem: "Enter a URN or UKPRN" };
  const withUkprn = ukprn === "" ? [] : (known.byUkprn.get(ukprn) ?? []);
  if (urn !== "") {
    const organisation = known.byUrn.get(urn);
    const contradicts = organisation !== undefined && ukprn !== "" && !fits(organisation, ukprn, withUkprn);
    return contradicts ? { problem: contradiction } : found(organisation);
  }
  if (withUkprn.length > 1) return { problem: sharedUkprn };
  return found(withUkprn[0]);
}

/** An organisation without a UKPRN fits one that no other organisation has. */
function fits({ ukprn: own }: Organisation, ukprn: string, withUkprn: Organisation[]): boolean {
  return own === ukprn || (own === null && withUkprn.length === 0);
}

/** Tells whether a row is for the organisation that all rows are for. A row does not have to name it. */
export function resolveGiven(given: Organisation, row: RowToAdd): Resolved {
  const [urn, ukprn] = [plainText(row.urn), plainText(row.ukprn)];
  const isOther =
    (row.organisationId !== undefined && row.organisationId !== given.id) ||
    (urn !== "" && urn !== given.urn) ||
    (ukprn !== "" && given.ukprn !== null && ukprn !== given.ukprn) ||
    (ukprn !== "" && given.ukprn === null && urn === "");
  return isOther ? { problem: "This row is for another organisation" } : found(given);
}

function found(organisation: Organisation | undefined): Resolved {
  if (organisation === undefined) return { problem: unknown };
  return organisation.isClosed ? { organisation, problem: hasClosed(organisation.name) } : { organisation };
}

/** The message of a row for an organisation that has closed. */
export function hasClosed(name: string): string {
  return `${name} has closed`;
}
