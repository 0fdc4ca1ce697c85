import { fullName } from "../../../server/people/details";
import type { Candidate } from "../../../server/sign-in-problems/schema";
import { paths } from "../../paths";
import { formatDay } from "../date-time";
import { SummaryCard } from "../govuk/summary-card";
import { Paragraph, Subheading, TextLink } from "../prose";
import { OrganisationNames } from "../organisations/organisation-name";
import { invitationWords, likenessWords } from "./problem-words";

type CandidatesProps = {
  candidates: Candidate[];
  /** The path of the problem's page. */
  problem: string;
};

const anyOf = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** The people it could be, each with what is known of their invitation (specification, section 12, Who it could be). */
export function Candidates({ candidates, problem }: CandidatesProps) {
  if (candidates.length === 0) return <NobodySimilar />;
  return (
    <>
      <Paragraph>Ask them to sign in with {anyOf.format(candidates.map(({ email }) => email))}.</Paragraph>
      <Paragraph>
        If they cannot, check with the organisation before you invite this address. {anyName}
      </Paragraph>
      <Subheading>Who it could be</Subheading>
      {candidates.map((candidate) => (
        <OneCandidate key={candidate.id} candidate={candidate} problem={problem} />
      ))}
    </>
  );
}

const anyName = "Their name at DfE Sign-in proves nothing: anyone can use any name.";

/** Somebody who has signed in is no candidate, but may be the person whose name a stranger uses. */
function NobodySimilar() {
  return (
    <>
      <Paragraph>We found nobody similar who has not signed in yet.</Paragraph>
      <Paragraph>
        Somebody with this name may use the service already, with another address. Search{" "}
        <TextLink href={paths.allOrganisationUsers}>organisation users</TextLink> before you add anybody.{" "}
        {anyName}
      </Paragraph>
    </>
  );
}

function OneCandidate({ candidate, problem }: { candidate: Candidate; problem: string }) {
  const { id, kind, email, organisations, likeness, invitedAt, invitation } = candidate;
  const name = fullName(candidate);
  const list = kind === "support_user" ? paths.supportUsers : paths.allOrganisationUsers;
  const visuallyHiddenText = `${name}, ${email}`;
  return (
    <SummaryCard
      card={{
        title: { text: name, headingLevel: 3 },
        actions: {
          items: [
            { text: "See user", href: paths.user(list, id), visuallyHiddenText },
            {
              text: "Invite this address instead",
              href: paths.inviteInstead(problem, id),
              visuallyHiddenText,
            },
          ],
        },
      }}
      rows={[
        { key: { text: "Invited address" }, value: { text: email } },
        { key: { text: "Organisations" }, value: placesOf(kind, organisations) },
        { key: { text: "What is alike" }, value: { text: likenessWords[likeness] } },
        {
          key: { text: "Invited on" },
          value: { text: invitedAt === null ? "No record of an invitation" : formatDay(invitedAt) },
        },
        invitation !== null && { key: { text: "Invitation" }, value: { text: invitationWords[invitation] } },
      ]}
    />
  );
}

function placesOf(kind: Candidate["kind"], organisations: Candidate["organisations"]) {
  if (kind === "support_user") return { text: "None (support user)" };
  return { html: <OrganisationNames organisations={organisations} /> };
}
