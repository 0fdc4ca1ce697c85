import type { Finding } from "../../../../server/sign-in-problems/signing-in/schema";
import { paths } from "../../../paths";
import { Button } from "../../govuk/button";
import { Heading, Paragraph, TextLink } from "../../prose";
import { describeFinding, type FindingWords } from "./finding-words";

type SigningInProps = {
  finding: Finding;
  /** The path of the person's own page, below which are those of its next steps. */
  person: string;
  /** The path that sends the invitation again; undefined if it cannot be sent, such as after the first sign-in. */
  inviteAgain: string | undefined;
};

/** What keeps the person from signing in, or that nothing does, and the next step (specification, section 12, Signing in). */
export function SigningIn({ finding, person, inviteAgain }: SigningInProps) {
  const { sentence, next } = describeFinding(finding);
  return (
    <>
      <Heading>Signing in</Heading>
      <Paragraph>
        {sentence} {next && <NextStep next={next} href={hrefOf(finding, person)} />}
      </Paragraph>
      {inviteAgain && (
        <form method="post" action={inviteAgain} noValidate>
          <Button text="Send invitation again" classes="govuk-button--secondary" preventDoubleClick />
        </form>
      )}
    </>
  );
}

/** A step that is done with the button has no words of its own. */
function NextStep({ next, href }: { next: NonNullable<FindingWords["next"]>; href: string | null }) {
  if (!next.isAction) return next.text;
  return (
    href !== null && (
      <>
        <TextLink href={href}>{next.text}</TextLink>.
      </>
    )
  );
}

function hrefOf(finding: Finding, person: string): string | null {
  switch (finding.nextStep) {
    case "unlink":
      return paths.unlink(person);
    case "see_problem":
      return paths.signInProblem(finding.problemId);
    case "add_to_organisation":
    case "add_to_another":
      return paths.chooseOrganisation(person);
    default:
      return null;
  }
}
