import { paths } from "../paths";
import { Button } from "./govuk/button";
import { EmailLink, Paragraph } from "./prose";

/** Advice for people without access: sign in with the invited email address, or contact the Support team. */
export function AccessAdvice({ contactEmail }: { contactEmail: string }) {
  return (
    <>
      <Paragraph>
        The email address must be the one that your invitation was sent to. If you have another DfE Sign-in
        account, sign in with that one.
      </Paragraph>
      <form method="post" action={paths.signOut} noValidate>
        <Button text="Sign in with another account" />
      </form>
      <Paragraph>
        If you do not have an invitation, or it was sent to an address that you no longer use, contact the
        Support team at <EmailLink address={contactEmail} />.
      </Paragraph>
    </>
  );
}
