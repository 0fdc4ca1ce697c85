import type { ReactNode } from "react";
import { Button } from "./govuk/button";
import { Input } from "./govuk/input";

type SearchBoxProps = {
  /** The list's path. A search starts at its first page. */
  path: string;
  label: string;
  hint: string;
  /** The search, empty without one. */
  query: string;
  /** Further fields, between the box and the button. */
  children?: ReactNode;
};

/** The search of a list, a GET form with the query in the URL (specification, section 2). */
export function SearchBox({ path, label, hint, query, children }: SearchBoxProps) {
  return (
    <form className={children ? undefined : "app-search"} role="search" method="get" action={path} noValidate>
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
  );
}

type SearchOutcomeProps = {
  path: string;
  query: string;
  total: number;
  /** The name of one result, and of several. */
  noun: readonly [one: string, many: string];
};

/** How many results a search has, and a link to the whole list. Nothing without a search. */
export function SearchOutcome({ path, query, total, noun: [one, many] }: SearchOutcomeProps) {
  if (query === "") return null;
  const count = total === 0 ? "No" : total.toLocaleString("en-GB");
  return (
    <>
      <p className="govuk-body">
        {count} {total === 1 ? `${one} matches` : `${many} match`} ‘{query}’.
      </p>
      <p className="govuk-body">
        <a className="govuk-link govuk-link--no-visited-state" href={path}>
          Clear search
        </a>
      </p>
    </>
  );
}
