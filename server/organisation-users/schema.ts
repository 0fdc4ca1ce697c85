import { z } from "zod";
import { pageInput } from "../paging.ts";
import { organisationUserEmail } from "../people/email.ts";
import { nameSchema } from "../people/name.ts";

const organisationId = z.uuid("Enter an organisation id");

/** Where an address is to be added; all that 'in use' depends on. */
export const addressInput = z.object({ organisationId, email: organisationUserEmail });

/** A person to add to an organisation. */
export const personInput = z.strictObject({
  organisationId,
  firstName: nameSchema("First name"),
  lastName: nameSchema("Last name"),
  email: organisationUserEmail,
});

export const listInput = z.strictObject({ organisationId, page: pageInput });
export const userInput = z.strictObject({ organisationId, userId: z.uuid("Enter a user id") });

export type PersonInput = z.output<typeof personInput>;
export type AddressInput = z.output<typeof addressInput>;
export type UserInput = z.output<typeof userInput>;
