import { useLocation } from "@remix-run/react";
import { dateNames, withoutFilter } from "../../activity/filter-query";
import { paths } from "../../paths";
import type { Choices, Filter } from "../../../server/activity/schema";
import { formatDate } from "../date-time";
import { SummaryList, type SummaryListRow } from "../govuk/summary-list";
import { Heading, Paragraph, TextLink } from "../prose";
import { actorNames } from "./actor-names";
import { kindNames } from "./activity-words";

type SelectedFiltersProps = { filter: Filter; choices: Choices };

/** What the activity log is narrowed by, each with a link that removes it. Renders nothing if it is not narrowed. */
export function SelectedFilters({ filter, choices }: SelectedFiltersProps) {
  const { search } = useLocation();
  const selected = selectedIn(filter, choices);
  if (selected.length === 0) return null;
  return (
    <>
      <Heading>Selected filters</Heading>
      <SummaryList
        rows={selected.map(({ name, key, text }): SummaryListRow => ({
          key: { text: key },
          value: { text },
          actions: {
            items: [
              {
                text: "Remove",
                href: paths.activity(withoutFilter(search, name)),
                visuallyHiddenText: `filter: ${key.toLowerCase()}`,
              },
            ],
          },
        }))}
      />
      <Paragraph>
        <TextLink href={paths.activity()}>Show all activity</TextLink>
      </Paragraph>
    </>
  );
}

type Selected = { name: keyof Filter; key: string; text: string };

function selectedIn(filter: Filter, choices: Choices): Selected[] {
  const { kind, actorId, userId, organisationId, from, to } = filter;
  const { person, organisation } = choices;
  const texts: Record<keyof Filter, [key: string, text: string | undefined]> = {
    kind: ["Kind of activity", kind && kindNames[kind]],
    actorId: ["Who did it", actorId && new Map(actorNames(choices, actorId)).get(actorId)],
    userId: ["Person", userId && nameOf(person)],
    organisationId: [
      "Organisation",
      organisationId && (organisation?.name ?? "An organisation that does not exist"),
    ],
    from: [dateNames.from, from && formatDate(from)],
    to: [dateNames.to, to && formatDate(to)],
  };
  return (Object.keys(texts) as (keyof Filter)[]).flatMap((name) => {
    const [key, text] = texts[name];
    return text === undefined ? [] : { name, key, text };
  });
}

function nameOf(person: Choices["person"]): string {
  if (person === null) return "A person whose details were deleted";
  return person.email === null ? person.name : `${person.name} (${person.email})`;
}
