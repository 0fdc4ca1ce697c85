import { Checkboxes } from "../govuk/checkboxes";
import { InsetText } from "../govuk/inset-text";

/** The name of the checkbox in the form, and its id. */
export const confirmationField = "confirmed";

/** Who support staff contact to check an address. */
export function contactOf(organisation: string | null): string {
  return organisation ?? "their team at the Department for Education";
}

/** Reminds support staff that a name at DfE Sign-in proves nothing (specification, section 12, Checking an address). */
export function ConfirmationAdvice({ organisation }: { organisation: string | null }) {
  return (
    <InsetText
      text={`Anyone can create a DfE Sign-in account in any name. Contact ${contactOf(organisation)} using details you already have, not those from this sign-in.`}
    />
  );
}

type ConfirmationProps = {
  /** The organisation or organisations in words; null for a support user. */
  organisation: string | null;
  email: string;
  error: string | undefined;
};

/** The checkbox with which support staff say that they have checked an address. */
export function Confirmation({ organisation, email, error }: ConfirmationProps) {
  return (
    <Checkboxes
      name={confirmationField}
      errorMessage={error === undefined ? undefined : { text: error }}
      items={[
        {
          value: "yes",
          text: `I have confirmed with ${contactOf(organisation)} that this person uses ${email}`,
        },
      ]}
    />
  );
}
