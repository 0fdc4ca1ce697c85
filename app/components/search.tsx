import type { ReactNode } from "react";
import { Button } from "./govuk/button";
import { Input } from "./govuk/input";
import { Paragraph } from "./prose";

type SearchProps = {
  /** The list's path. A search starts at its first page. */
  path: string;
  label: string;
  hint: string;
  /** The search, empty without one. */
  query: string;
  total: number;
  /** The name of one result, and of several. */
  noun: readonly [one: string, many: string];
  /** Further fields, between the box and the button. */
  children?: ReactNode;
};

/** The search of a list, a GET form with the query in the URL (specification, section 2), and how much it found. */
export function Search({ path, label, hint, query, total, noun, children }: SearchProps) {
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
      {query !== "" && (
        <>
          <Paragraph>{describeOutcome(query, total, noun)}</Paragraph>
          <Paragraph>
            <a className="govuk-link govuk-link--no-visited-state" href={path}>
              Clear search
            </a>
          </Paragraph>
        </>
      )}
    </>
  );
}

function describeOutcome(query: string, total: number, [one, many]: SearchProps["noun"]): string {
  const count = total === 0 ? "No" : total.toLocaleString("en-GB");
  return `${count} ${total === 1 ? `${one} matches` : `${many} match`} ‘${query}’.`;
}
