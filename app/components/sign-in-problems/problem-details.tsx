import type { ProblemPage } from "../../../server/sign-in-problems/schema";
import { formatDateTime } from "../date-time";
import { SummaryList } from "../govuk/summary-list";
import { Tag } from "../govuk/tag";
import { addressOf, givenNameOf, stateTags, timesOf } from "./problem-words";

/** What is stored of a refused sign-in, and what became of it. */
export function ProblemDetails({ problem }: { problem: ProblemPage }) {
  const { count, firstAt, lastAt, state, invited, resolvedAt } = problem;
  return (
    <SummaryList
      rows={[
        { key: { text: "Email address used" }, value: { text: addressOf(problem) } },
        { key: { text: "Name at DfE Sign-in" }, value: { text: givenNameOf(problem) } },
        { key: { text: "Tried" }, value: { text: timesOf(count) } },
        count > 1 && { key: { text: "First tried" }, value: { text: formatDateTime(firstAt) } },
        { key: { text: "Last tried" }, value: { text: formatDateTime(lastAt) } },
        { key: { text: "Status" }, value: { html: <Tag {...stateTags[state]} /> } },
        invited !== null && {
          key: { text: "Invited" },
          value: { text: `by ${invitedBy(invited)} on ${formatDateTime(invited.at)}` },
        },
        resolvedAt !== null && { key: { text: "Resolved" }, value: { text: formatDateTime(resolvedAt) } },
      ]}
    />
  );
}

function invitedBy({ by }: NonNullable<ProblemPage["invited"]>): string {
  return by.kind === "api_token" ? `${by.name} (API token)` : by.name;
}
