import type { Database } from "../../db/database.ts";

export type Organisation = { id: string; name: string };

type Particulars = { urn?: string | null; ukprn?: string; town?: string; postcode?: string };

const school = { type: "Community school", town: "Ashgrove", postcode: "AS1 1GR" };

let lastUrn = 100_000;

/** Creates a school, by default Ashgrove Primary School. */
export async function createOrganisation(
  db: Database,
  name = "Ashgrove Primary School",
  particulars: Particulars = {},
): Promise<Organisation> {
  lastUrn += 1;
  return db
    .insertInto("organisations")
    .values({ ...school, urn: String(lastUrn), ...particulars, name })
    .returning(["id", "name"])
    .executeTakeFirstOrThrow();
}

/** Creates this many schools, with a number each. */
export function createOrganisations(db: Database, count: number): Promise<Organisation[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => createOrganisation(db, `School ${index}`)));
}

/** Closes an organisation, on 31 August 2026 unless `on` is null, and links it to its successors. */
export async function closeOrganisation(
  db: Database,
  { id }: { id: string },
  { on = "2026-08-31", successors = [] }: { on?: string | null; successors?: Organisation[] } = {},
): Promise<void> {
  await db
    .updateTable("organisations")
    .set({ is_closed: true, closed_on: on })
    .where("id", "=", id)
    .execute();
  const links = successors.map((successor) => ({ organisation_id: id, successor_id: successor.id }));
  if (links.length > 0) await db.insertInto("organisation_successors").values(links).execute();
}

/** An id that is not in use. */
export const unknownId = "11111111-1111-4111-8111-111111111111";
