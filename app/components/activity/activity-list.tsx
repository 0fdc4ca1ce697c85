import { Fragment } from "react";
import type { ActivityEntry } from "../../../server/activity/schema";
import { describeActivity, type Piece } from "./activity-words";
import { formatDay, formatTime } from "../date-time";
import { ClosedTag } from "../organisations/organisation-name";
import { TextLink } from "../prose";

type ActivityListProps = {
  entries: ActivityEntry[];
  /** The level of the headings. Each day has one. */
  level: 2 | 3;
};

/** Entries of the activity log, grouped by day. */
export function ActivityList({ entries, level }: ActivityListProps) {
  const Heading = `h${level}` as const;
  return groupByDay(entries).map(({ day, ofDay }) => (
    <section key={day}>
      <Heading className={level === 2 ? "govuk-heading-m" : "govuk-heading-s"}>{day}</Heading>
      <ul className="govuk-list govuk-list--spaced">
        {ofDay.map((entry) => (
          <li key={entry.id}>
            <span className="govuk-!-font-weight-bold">{formatTime(entry.at)}</span>{" "}
            {describeActivity(entry).map(showPiece)}
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** Relies on `entries` being in order of time, so that the entries of one day are next to each other. */
function groupByDay(entries: ActivityEntry[]) {
  const days: { day: string; ofDay: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = formatDay(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.ofDay.push(entry);
    else days.push({ day, ofDay: [entry] });
  }
  return days;
}

function showPiece(piece: Piece, index: number) {
  if (typeof piece === "string") return piece;
  return (
    <Fragment key={index}>
      <TextLink href={piece.href}>{piece.name}</TextLink>
      {piece.isClosed && <ClosedTag />}
    </Fragment>
  );
}
