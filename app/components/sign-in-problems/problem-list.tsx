import { useLocation } from "@remix-run/react";
import type { Caller } from "../../../server/router";
import { linkFrom } from "../../list-links";
import { paths, withQuery } from "../../paths";
import { formatDateTime } from "../date-time";
import { Radios } from "../govuk/radios";
import { Tag } from "../govuk/tag";
import { PageLinks } from "../page-links";
import { Paragraph, TextLink } from "../prose";
import { ResponsiveTable } from "../responsive-table";
import { Search } from "../search";
import { addressOf, givenNameOf, reasonWords, stateTags, timesOf } from "./problem-words";

type Found = Awaited<ReturnType<Caller["signInProblems"]["list"]>>;

type ProblemListProps = {
  problems: Found;
  /** The text searched for; empty if there is no search. */
  query: string;
  show: "open" | "all";
};

/** A search form, and one page of the refused sign-ins that match. */
export function ProblemList({ problems, query, show }: ProblemListProps) {
  const { items, total, isMore, page, pageCount } = problems;
  return (
    <>
      <Search
        path={paths.signInProblems}
        cleared={withQuery(paths.signInProblems, show === "all" ? { show } : {})}
        label="Search sign-in problems"
        hint="Search by any part of a name or email address"
        query={query}
        total={total}
        isMore={isMore}
        noun={["sign-in problem", "sign-in problems"]}
      >
        <Radios
          name="show"
          classes="govuk-radios--small"
          fieldset={{ legend: { text: "Show", classes: "govuk-fieldset__legend--s" } }}
          value={show}
          items={[
            { value: "open", text: "Not resolved" },
            { value: "all", text: "All" },
          ]}
        />
      </Search>
      {total === 0 && <NothingToShow query={query} />}
      {items.length > 0 && <ProblemTable items={items} />}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

/** Who cannot be found here may be a user: the same search can find them there. */
function NothingToShow({ query }: { query: string }) {
  if (query === "") return <Paragraph>There are no sign-in problems to show.</Paragraph>;
  return (
    <Paragraph>
      <TextLink href={paths.foundOrganisationUsers(query)}>Search organisation users for ‘{query}’</TextLink>
    </Paragraph>
  );
}

function ProblemTable({ items }: { items: Found["items"] }) {
  const from = linkFrom("sign-in-problems", useLocation().search);
  return (
    <ResponsiveTable
      caption="Sign-in problems"
      hideCaption
      head={["Email address used", "Name at DfE Sign-in", "What happened", "Tried", "Last tried", "Status"]}
      rows={items.map((problem) => [
        <TextLink href={paths.signInProblem(problem.id, from)}>{addressOf(problem)}</TextLink>,
        givenNameOf(problem),
        reasonWords[problem.reason],
        timesOf(problem.count),
        formatDateTime(problem.lastAt),
        <Tag {...stateTags[problem.state]} />,
      ])}
    />
  );
}
