import { nameSchema } from "./name.ts";

/** The two fields that every person has, with the messages of SPEC §3. */
export const nameFields = { firstName: nameSchema("First name"), lastName: nameSchema("Last name") };
