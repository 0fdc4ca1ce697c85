import type { ReactNode } from "react";
import { Button } from "./govuk/button";
import { Input } from "./govuk/input";

type SearchFormProps = {
  label: string;
  hint?: string;
  query: string;
  /** Further filters. */
  children?: ReactNode;
};

/** A GET form that searches the list below it. */
export function SearchForm({ label, hint, query, children }: SearchFormProps) {
  return (
    <form method="get" role="search" noValidate>
      <Input
        name="query"
        label={{ text: label }}
        hint={hint && { text: hint }}
        value={query}
        autocomplete="off"
        spellcheck={false}
        classes="govuk-!-width-two-thirds"
      />
      {children}
      <Button text="Search" />
    </form>
  );
}
