import { TRPCError } from "@trpc/server";
import fc from "fast-check";
import { expect } from "vitest";
import { fullName } from "../../../server/people/details.ts";
import { fieldErrorsOf } from "../../../server/procedures/field-errors.ts";
import { messageOf } from "../../../server/refusals.ts";
import type { Caller } from "../../../server/router.ts";
import { test } from "../../fixtures/resources.ts";
import { oddText, typedAddress } from "../../inputs/typed.ts";
import { signInStaff } from "../../records/bulk-changes.ts";
import { createOrganisations, type Organisation } from "../../records/organisations.ts";
import { createOrganisationUser, type Details } from "../../records/people.ts";

const name = fc.oneof({ weight: 2, arbitrary: fc.constant("Ada") }, oddText);

/** `memberOf`: the organisations to which the person with the address belongs; null if the address is new. */
const rows = fc.array(
  fc.record({
    ...{ firstName: name, lastName: name, typed: typedAddress, addTo: fc.nat(1) },
    memberOf: fc.option(fc.subarray([0, 1, 2]), { freq: 3 }),
  }),
  { minLength: 25, maxLength: 25 },
);

/** What the single check says of a row, in the words of the check of many. */
async function checkAlone(api: Caller, organisation: Organisation, details: Details) {
  try {
    const stored = await api.organisationUsers.check({ organisationId: organisation.id, ...details });
    return { problem: null, storedName: stored.storedNameStands ? fullName(stored) : null };
  } catch (error) {
    const errors = error instanceof TRPCError ? fieldErrorsOf(error.cause) : undefined;
    if (errors === undefined) throw error;
    const inUse = messageOf("emailInUse");
    const inWords = (message: string) =>
      message === inUse ? `Already belongs to ${organisation.name}` : message;
    return { problem: Object.values(errors).map(inWords).join(". "), storedName: null };
  }
}

test("the check of many says the same of each row as the single check", async ({ resources, db }) => {
  const organisations = await createOrganisations(db, 3);
  const { api } = await signInStaff(resources);
  let people = 0;
  const compared: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(rows, async (drawn) => {
      const typed = await Promise.all(
        drawn.map(async ({ firstName, lastName, typed: address, memberOf, addTo }) => {
          people += 1;
          const email = `person.${people}@example.com`;
          const memberships = organisations.filter((_, index) => memberOf?.includes(index));
          const stored = { firstName: "Ada", lastName: "Ada", email };
          if (memberOf) await createOrganisationUser(db, stored, { organisations: memberships });
          const organisation = organisations[addTo] as Organisation;
          return {
            organisation,
            details: { firstName, lastName, email: memberOf ? ` ${email.toUpperCase()}` : address },
          };
        }),
      );
      const { id } = await api.bulkChanges.check({
        kind: "add",
        rows: typed.map(({ organisation, details }) => ({ ...details, organisationId: organisation.id })),
      });
      const { items } = await api.bulkChanges.rows({ bulkChangeId: id });
      for (const { position, problem, storedName, verdict } of items) {
        const { organisation, details } = typed[position - 1] ?? {};
        if (organisation === undefined || details === undefined) throw new Error("There is no such row");
        compared[verdict] = (compared[verdict] ?? 0) + 1;
        const alone = await checkAlone(api, organisation, details);
        expect({ problem, storedName }, JSON.stringify(details)).toEqual(alone);
      }
    }),
    { numRuns: 8, seed: 11 },
  );
  const kinds = ["already_belongs", "refused", "will_be_added", "will_be_linked"];
  expect(Object.keys(compared).toSorted(), "every verdict was compared").toEqual(kinds);
});
