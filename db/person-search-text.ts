import { foldForSearch } from "./search-text.ts";

/** What an organisation user is searched by. Whoever writes a name or an address writes this beside it. */
export function personSearchText(person: { firstName: string; lastName: string; email: string }): string {
  return foldForSearch(`${person.firstName} ${person.lastName} ${person.email}`);
}
