import { useLocation } from "@remix-run/react";
import type { Show } from "../../../server/people/filters/shows";
import { linkOn } from "../../list-links";
import { withQuery } from "../../paths";
import { Button } from "../govuk/button";
import { Select } from "../govuk/select";
import { Paragraph, TextLink } from "../prose";

const texts: Record<Show, string> = {
  all: "All users",
  not_signed_in: "Not signed in yet",
  invitation_failed: "Latest invitation failed",
  invited_over_7_days_ago: "Invited more than 7 days ago, not signed in yet",
  signed_in_over_90_days_ago: "Last signed in more than 90 days ago",
};

/** The field that filters a list of people (specification, section 14). */
export function ShowSelect({ show }: { show: Show }) {
  return (
    <Select
      name="show"
      label={{ text: "Show", classes: "govuk-label--s" }}
      value={show}
      items={Object.entries(texts).map(([value, text]) => ({ value, text }))}
    />
  );
}

type ShowFilterProps = {
  /** The path of the list. */
  path: string;
  show: Show;
  list: { total: number; isMore: boolean };
};

/** The filter of a list of people that has no search. It keeps the way back to the list before. */
export function ShowFilter({ path, show, list }: ShowFilterProps) {
  const kept = linkOn(useLocation().search);
  return (
    <>
      <form role="search" method="get" action={path} noValidate>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ShowSelect show={show} />
        <Button text="Filter" classes="govuk-button--secondary" />
      </form>
      {list.isMore && <Paragraph>More than {list.total.toLocaleString("en-GB")} match.</Paragraph>}
      <FilterOutcome show={show} total={list.total} unfiltered={withQuery(path, kept)} />
    </>
  );
}

type FilterOutcomeProps = {
  show: Show;
  total: number;
  /** The URL of the list without the filter. */
  unfiltered: string;
};

/** Says that a filter finds nobody, and leads to the list without it. Renders nothing if there is no filter. */
export function FilterOutcome({ show, total, unfiltered }: FilterOutcomeProps) {
  if (show === "all") return null;
  return (
    <>
      {total === 0 && <Paragraph>No users to show</Paragraph>}
      <Paragraph>
        <TextLink href={unfiltered}>Clear filter</TextLink>
      </Paragraph>
    </>
  );
}
