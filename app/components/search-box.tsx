import type { ReactNode } from "react";
import { Button } from "./govuk/button";
import { Input } from "./govuk/input";

type SearchBoxProps = {
  /** Where the list is. Searching goes there too, and leaves out which page was shown. */
  path: string;
  label: string;
  hint: string;
  /** What was searched for; empty where nothing was. */
  query: string;
  /** Further fields, which then stand between the box and the button. */
  children?: ReactNode;
};

/** A search of a list, as a GET form: what is searched for is in the URL (specification, section 2). */
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
  /** What one of the things found is called, and several. */
  noun: readonly [one: string, many: string];
};

/** What a search found, in words, and the way back to the whole list; nothing where nothing was searched for. */
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
