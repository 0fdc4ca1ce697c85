import { paths } from "./paths";

/** The parameters of each list that Back restores. `list` itself says how the user reached an organisation's users. */
const parameters = {
  organisations: ["query", "page"],
  "organisation-users": ["query", "show", "page"],
  users: ["show", "page", "list"],
  "support-users": ["show", "page"],
  "sign-in-problems": ["query", "show", "page"],
} as const;

export type ListName = keyof typeof parameters;

const names = [
  "organisations",
  "organisation-users",
  "users",
  "support-users",
  "sign-in-problems",
] as const satisfies ListName[];

/** The longest value of `list` that is read. A search has at most 200 characters. */
const longest = 2_000;

/**
 * Returns the query of links from a list to its rows, so that Back on the row's page leads to the same search and page
 * (specification, section 2, Going back). Empty on the first page of a list without a search.
 *
 * @param search the query of the list's own URL
 */
export function linkFrom(name: ListName, search: string): Record<string, string> {
  const query = keep(name, new URLSearchParams(search));
  return query === "" ? {} : { list: `${name}?${query}` };
}

/** Returns the query of links between the pages of an organisation, so that Back on each leads to the same list. */
export function linkOn(search: string): Record<string, string> {
  const list = new URLSearchParams(search).get("list") ?? "";
  return isValid.list(list) ? { list } : {};
}

/**
 * Returns the path that Back leads to: the list in the URL's `list` parameter, if it is one of `lists`; else
 * `otherwise`. Nothing in the parameter is used but the known parameters of that list.
 *
 * @param lists the path of each list that the page can be reached from
 */
export function backTo(search: string, lists: Partial<Record<ListName, string>>, otherwise: string): string {
  return readList(new URLSearchParams(search).get("list") ?? "", lists) ?? otherwise;
}

function readList(list: string, lists: Partial<Record<ListName, string>>): string | undefined {
  const nameEnd = list.indexOf("?");
  const name = names.find((known) => known === list.slice(0, nameEnd));
  if (name === undefined) return undefined;
  const path = lists[name];
  if (path === undefined) return undefined;
  const kept = keep(name, new URLSearchParams(list.slice(nameEnd, longest)));
  return kept === "" ? path : `${path}?${kept}`;
}

/** The list's own parameters, without those that are empty, unknown or not valid. */
function keep(name: ListName, from: URLSearchParams): string {
  const kept = parameters[name].flatMap((parameter) => {
    const value = from.get(parameter) ?? "";
    return isValid[parameter](value) ? [[parameter, value]] : [];
  });
  return new URLSearchParams(kept).toString();
}

const isValid = {
  query: (value: string) => value !== "" && value.length <= 200,
  includeClosed: (value: string) => value === "yes",
  show: (value: string) => /^[a-z0-9_]{1,50}$/.test(value),
  page: (value: string) => /^[1-9]\d{0,8}$/.test(value) && value !== "1",
  list: (value: string) => readList(value, { organisations: paths.organisations }) !== undefined,
};
