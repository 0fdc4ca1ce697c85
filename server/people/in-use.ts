import { violatedConstraint } from "../../db/database.ts";
import { FieldError } from "../procedures/field-errors.ts";

/** @throws {FieldError} for the email, where it is taken */
export function requireFree(isTaken: boolean): void {
  if (isTaken) throw new FieldError("email", "emailInUse");
}

const addressIndexes = ["support_users_email_key", "organisation_users_email_key"];

/**
 * Runs a change; where a race for an address was lost, that is the same message as if it had been seen before
 * (specification, section 3, Uniqueness). Goes around the transaction, which the violation has ended.
 *
 * @throws {FieldError} for the email
 */
export async function reportingInUse<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    if (!addressIndexes.includes(violatedConstraint(error) ?? "")) throw error;
    throw new FieldError("email", "emailInUse");
  }
}
