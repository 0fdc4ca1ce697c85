import { confirmed } from "../../server/sign-in-problems/schema";
import type { FieldErrors } from "../../server/procedures/field-errors";
import { confirmationField } from "../components/sign-in-problems/confirmation";
import { readForm } from "../request.server";

/** That support staff have checked an address, or the error of the checkbox that says so. */
export type Confirmation =
  { confirmed: true; errors?: undefined } | { confirmed?: undefined; errors: FieldErrors };

/** Reads the checkbox of a check page (specification, section 12, Checking an address). */
export async function readConfirmation(request: Request): Promise<Confirmation> {
  const form = await readForm(request);
  const answer = confirmed.safeParse(form.get(confirmationField) === "yes");
  if (answer.success) return { confirmed: answer.data };
  return { errors: { [confirmationField]: answer.error.issues[0]?.message ?? "" } };
}
