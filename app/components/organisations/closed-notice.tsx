import { Fragment } from "react";
import type { DescribedOrganisation, Successor } from "../../../server/organisations/schema";
import { paths } from "../../paths";
import { formatDate } from "../date-time";
import { InsetText } from "../govuk/inset-text";
import { TextLink } from "../prose";

type ClosedNoticeProps = {
  organisation: DescribedOrganisation;
  /** Whether the names of the successors are links, which only support users can follow. */
  hasLinks: boolean;
};

/** Says that an organisation has closed, and what replaced it. Shows nothing if it is open. */
export function ClosedNotice({ organisation, hasLinks }: ClosedNoticeProps) {
  const { isClosed, closedOn, successors } = organisation;
  if (!isClosed) return null;
  const direct = successors.filter(({ isDirect }) => isDirect);
  const later = successors.filter(({ isDirect }) => !isDirect);
  return (
    <InsetText
      html={
        <>
          {closedOn === null ? "This organisation has closed." : `Closed on ${formatDate(closedOn)}.`}
          <Replaced by={direct} verb="Replaced by" hasLinks={hasLinks} />
          <Replaced by={later} verb="Later replaced by" hasLinks={hasLinks} />
        </>
      }
    />
  );
}

type ReplacedProps = { by: Successor[]; verb: string; hasLinks: boolean };

function Replaced({ by, verb, hasLinks }: ReplacedProps) {
  if (by.length === 0) return null;
  const names = new Intl.ListFormat("en-GB").formatToParts(by.map((_, index) => String(index)));
  return (
    <>
      {` ${verb} `}
      {names.map(({ type, value }, index) => (
        <Fragment key={index}>
          {type === "literal" ? value : <Name successor={by[Number(value)]} hasLinks={hasLinks} />}
        </Fragment>
      ))}
      .
    </>
  );
}

function Name({ successor, hasLinks }: { successor: Successor | undefined; hasLinks: boolean }) {
  if (successor === undefined) return null;
  const { id, name } = successor;
  return hasLinks ? <TextLink href={paths.organisation(id)}>{name}</TextLink> : name;
}
