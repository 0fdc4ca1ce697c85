import fc from "fast-check";
import { expect } from "vitest";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor } from "../../records/people.ts";
import { callAs, test, withVariables } from "../../fixtures/resources.ts";
import { oddText, typedAddress } from "../../inputs/typed.ts";

test("any input is either stored or refused with a message, and never causes an unexpected error", async ({
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(withVariables(resources, { RATE_LIMIT_SAVES: "1000" }), await createActor(db));
  const person = fc.record({
    firstName: fc.oneof(oddText, fc.constant("Megan")),
    lastName: fc.oneof(oddText, fc.constant("Price")),
    email: typedAddress,
  });

  await fc.assert(
    fc.asyncProperty(person, async (input) => {
      const outcome = await api.organisationUsers.add({ organisationId, ...input }).catch(codeOf);
      if (typeof outcome === "string") expect(["BAD_REQUEST", "CONFLICT"]).toContain(outcome);
      else expect(await readPerson(db, outcome.id)).toEqual(outcome);
    }),
    { numRuns: 400, seed: 7 },
  );
  const { total } = await api.organisationUsers.list({ organisationId });
  expect(total).toBeGreaterThan(20);
});

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

function readPerson(db: Parameters<typeof createOrganisation>[0], id: string) {
  return db
    .selectFrom("organisation_users")
    .select(["id", "first_name as firstName", "last_name as lastName", "email"])
    .where("id", "=", id)
    .executeTakeFirst();
}
