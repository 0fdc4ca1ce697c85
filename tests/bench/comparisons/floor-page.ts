import type { UserListPage } from "./queries.ts";

type Values = Record<string, string>;

/**
 * Takes our user list apart, so that the floor sends what we send without the work of making it.
 *
 * @param html our page
 * @param shown what it shows
 * @returns a function that puts such a page together
 * @throws {Error} if that would not give our page again
 */
export function takeApart(html: string, shown: UserListPage): (page: UserListPage) => string {
  const [, head = "", row = "", , tail = ""] =
    /^(.*?<tbody[^>]*>)(<tr.*?<\/tr>)(<tr.*)?(<\/tbody>.*)$/s.exec(html) ?? [];
  const [first] = shown.users;
  if (first === undefined) throw new Error("The page shows nobody");
  const fillHead = cut(head, inFrame(shown));
  const fillRow = cut(row, inRow(shown, first, 0));
  const fillTail = cut(tail, inFrame(shown));
  const build = (page: UserListPage) => {
    const frame = inFrame(page);
    let rows = "";
    for (const [index, user] of page.users.entries()) rows += fillRow(inRow(page, user, index));
    return fillHead(frame) + rows + fillTail(frame);
  };
  const built = build(shown);
  if (built !== html)
    throw new Error(`The floor does not make our page, but this: ${differenceOf(built, html)}`);
  return build;
}

function differenceOf(text: string, other: string): string {
  const first = Array.from(text).findIndex((character, index) => character !== other[index]);
  return text.slice(Math.max(0, first - 40), first + 40);
}

const inFrame = ({ organisation, total }: UserListPage): Values => ({
  path: organisation.id,
  organisation: escapeHtml(organisation.name),
  total: `all ${total} users`,
});

const inRow = (
  { organisation }: UserListPage,
  user: UserListPage["users"][number],
  index: number,
): Values => ({
  path: organisation.id,
  checkbox: `id="${idOf(index)}"`,
  label: `for="${idOf(index)}"`,
  id: user.id,
  name: escapeHtml(`${user.firstName} ${user.lastName}`),
  email: escapeHtml(user.email),
});

const idOf = (index: number) => (index === 0 ? "user" : `user-${index + 1}`);

/** Cuts these values out of a text. The function that is returned puts others in their place. */
function cut(text: string, values: Values): (others: Values) => string {
  const names = new Map(Object.entries(values).map(([name, value]) => [value, name]));
  const pattern = new RegExp(`(${Object.values(values).map(escapePattern).join("|")})`);
  const pieces = text
    .split(pattern)
    .map((piece, index) => (index % 2 === 0 ? piece : (names.get(piece) ?? "")));
  return (others) =>
    pieces.reduce((sum, piece, index) => sum + (index % 2 === 0 ? piece : (others[piece] ?? "")), "");
}

const escapePattern = (value: string) => value.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

function escapeHtml(text: string): string {
  return /["&'<>]/.test(text) ? text.replaceAll(/["&'<>]/g, (character) => entities[character] ?? "") : text;
}
