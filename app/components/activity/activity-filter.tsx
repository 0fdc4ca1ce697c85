import type { ActivityEntry } from "../../../server/activity/schema";
import { paths } from "../../paths";
import { kindNames } from "./activity-words";
import { Button } from "../govuk/button";
import { Select } from "../govuk/select";
import { Paragraph, TextLink } from "../prose";

type Filter = { userId?: string; organisationId?: string; kind?: ActivityEntry["kind"] };

type ActivityFilterProps = { filter: Filter; entries: ActivityEntry[] };

/** A form that filters the activity log by kind. It keeps the user or organisation that a link has filtered it by. */
export function ActivityFilter({ filter, entries }: ActivityFilterProps) {
  const { userId, organisationId, kind } = filter;
  const names = [
    userId && userName(entries, userId),
    organisationId && organisationName(entries, organisationId),
  ].filter(Boolean);
  return (
    <form method="get" noValidate>
      {userId && <input type="hidden" name="userId" value={userId} />}
      {organisationId && <input type="hidden" name="organisationId" value={organisationId} />}
      <Select
        name="kind"
        label={{ text: "Kind of activity" }}
        value={kind ?? ""}
        items={[
          { value: "", text: "All" },
          ...Object.entries(kindNames).map(([value, text]) => ({ value, text })),
        ]}
      />
      <Button text="Filter" classes="govuk-button--secondary" />
      {(names.length > 0 || kind) && (
        <Paragraph>
          {names.length > 0 && <>Showing activity of {names.join(" in ")}. </>}
          <TextLink href={paths.activity()}>Show all activity</TextLink>
        </Paragraph>
      )}
    </form>
  );
}

function userName(entries: ActivityEntry[], userId: string): string {
  const people = entries.flatMap(({ actor, subject }) => (subject ? [subject, actor] : [actor]));
  return people.find(({ id, name }) => id === userId && name !== null)?.name ?? "one user";
}

function organisationName(entries: ActivityEntry[], organisationId: string): string {
  return (
    entries.find(({ organisation }) => organisation?.id === organisationId)?.organisation?.name ??
    "one organisation"
  );
}
