import type { ReactNode } from "react";
import { Button } from "./govuk/button";
import { Input } from "./govuk/input";
import { Paragraph } from "./prose";

type SearchProps = {
  /** The path of the list. A new search shows the first page of its results. */
  path: string;
  /** The URL of the list without the search. */
  cleared: string;
  label: string;
  hint: string;
  /** The text searched for; empty if there is no search. */
  query: string;
  total: number;
  /** Whether more than `total` match. */
  isMore: boolean;
  /** What a result is called, in the singular and the plural. */
  noun: readonly [one: string, many: string];
  /** Further fields, shown between the search field and the button. */
  children?: ReactNode;
  /** Said after the result count of a search. */
  note?: string;
};

/** The search form of a list, which puts the query into the URL, and the result count (specification, section 2). */
export function Search({
  path,
  cleared,
  label,
  hint,
  query,
  total,
  isMore,
  noun,
  children,
  note,
}: SearchProps) {
  return (
    <>
      <form
        className={children ? undefined : "app-search"}
        role="search"
        method="get"
        action={path}
        noValidate
      >
        <Input
          name="query"
          type="search"
          label={{ text: label, classes: "govuk-label--s" }}
          hint={{ text: hint }}
          value={query}
          autocomplete="off"
          spellcheck={false}
          formGroup={{ classes: "app-search__field" }}
        />
        {children}
        <Button text="Search" classes="app-search__button" />
      </form>
      {isMore && <Paragraph>More than {format(total)} match. Narrow your search.</Paragraph>}
      {query !== "" && (
        <>
          {!isMore && <Paragraph>{describeOutcome(query, total, noun)}</Paragraph>}
          {note && <Paragraph>{note}</Paragraph>}
          <Paragraph>
            <a className="govuk-link govuk-link--no-visited-state" href={cleared}>
              Clear search
            </a>
          </Paragraph>
        </>
      )}
    </>
  );
}

function format(total: number): string {
  return total.toLocaleString("en-GB");
}

function describeOutcome(query: string, total: number, [one, many]: SearchProps["noun"]): string {
  const count = total === 0 ? "No" : format(total);
  return `${count} ${total === 1 ? `${one} matches` : `${many} match`} ‘${query}’.`;
}
