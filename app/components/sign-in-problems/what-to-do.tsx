import { fullName } from "../../../server/people/details";
import type { ReactNode } from "react";
import type { ProblemPage } from "../../../server/sign-in-problems/schema";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { Bullets, Heading, Paragraph, Subheading, TextLink } from "../prose";
import { Candidates } from "./candidates";
import { adviceWords, reasonWords } from "./problem-words";

type PartProps = { problem: ProblemPage };

/** Why the sign-in was refused, and the user that the reason is about. */
export function WhatHappened({ problem: { reason, person } }: PartProps) {
  return (
    <>
      <Heading>What happened</Heading>
      <Paragraph>
        {reasonWords[reason]}
        {person && ` ${whose(reason)} ${fullName(person)} (${person.email}).`}
      </Paragraph>
    </>
  );
}

/** Says whose address it is: the person with another account at a linked address may not be the user. */
function whose(reason: PartProps["problem"]["reason"]): string {
  return reason === "linked_account" ? "That account belongs to" : "The user is";
}

/**
 * Leads to the page of the user. A support user who was removed has none. Somebody who belongs to no organisation is not
 * added to one from there, but from the problem, after a check of the address.
 */
function SeeUser({ problem: { reason, person } }: PartProps) {
  if (person === null || reason === "removed_support_user" || reason === "no_organisation") return null;
  const list = person.kind === "support_user" ? paths.supportUsers : paths.allOrganisationUsers;
  return (
    <Paragraph>
      See ‘Signing in’ on the page of{" "}
      <TextLink href={paths.user(list, person.id)}>{fullName(person)}</TextLink>.
    </Paragraph>
  );
}

/** What support staff can do. After an invitation, or once the problem is resolved, that is nothing. */
export function WhatYouCanDo({ problem }: PartProps) {
  if (problem.state !== "open") return null;
  const advice = adviceWords[problem.reason];
  const path = paths.signInProblem(problem.id);
  const ways = waysToAdd(problem, path);
  return (
    <>
      <Heading>What you can do</Heading>
      {advice !== null && <Paragraph>{advice}</Paragraph>}
      <SeeUser problem={problem} />
      {problem.mayAddToOrganisation && <Candidates candidates={problem.candidates} problem={path} />}
      {ways.length > 0 && (
        <>
          {problem.candidates.length > 0 && <Subheading>If it is somebody else</Subheading>}
          <Bullets items={ways} />
        </>
      )}
      <form method="post" action={path} noValidate>
        <Button text="Mark as resolved" classes="govuk-button--secondary" preventDoubleClick />
      </form>
    </>
  );
}

function waysToAdd({ mayAddToOrganisation, mayAddAsSupportUser }: ProblemPage, path: string): ReactNode[] {
  return [
    mayAddToOrganisation && (
      <TextLink href={paths.chooseOrganisation(path)}>Add this person to an organisation</TextLink>
    ),
    mayAddAsSupportUser && <TextLink href={paths.addAsSupportUser(path)}>Add as a support user</TextLink>,
  ].filter(Boolean);
}
