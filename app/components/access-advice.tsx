import { paths } from "../paths";
import { Button } from "./govuk/button";
import { EmailLink, Paragraph, TextLink } from "./prose";

type AccessAdviceProps = {
  contactEmail: string;
  /** How long the refused sign-in is kept, in days. */
  keptDays: number;
  /** Whether the address is linked to another DfE Sign-in account, and so is the right one. */
  isLinked?: boolean;
};

/**
 * Advice for people without access: sign in with the invited email address, or contact the Support team (specification,
 * section 6, No access).
 */
export function AccessAdvice({ contactEmail, keptDays, isLinked = false }: AccessAdviceProps) {
  return (
    <>
      {isLinked ? (
        <Paragraph>
          This email address is linked to another DfE Sign-in account. Contact the Support team at{" "}
          <EmailLink address={contactEmail} />.
        </Paragraph>
      ) : (
        <Paragraph>
          The email address must be the one that your invitation was sent to. If you have another DfE Sign-in
          account, sign in with that one.
        </Paragraph>
      )}
      <form method="post" action={paths.signOut} noValidate>
        <Button text="Sign in with another account" />
      </form>
      {!isLinked && (
        <Paragraph>
          If you do not have an invitation, or it was sent to an address that you no longer use, contact the
          Support team at <EmailLink address={contactEmail} />.
        </Paragraph>
      )}
      <Paragraph>
        We will keep your name, email address and DfE Sign-in ID for {keptDays} days after you last tried, so
        that the Support team can help you. Read our <TextLink href={paths.privacy}>privacy notice</TextLink>.
      </Paragraph>
    </>
  );
}
