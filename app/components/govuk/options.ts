/** What Nunjucks skips in a list, so that a page may write `condition && row`. */
export type Skipped = null | undefined | false | "";

/** Joins the class names that are there. */
export function classNames(...names: (string | undefined | false)[]): string {
  return names.filter(Boolean).join(" ");
}

/** The items that are there, without those that Nunjucks skips. */
export function present<Item>(items: readonly (Item | Skipped)[]): Item[] {
  return items.filter((item): item is Item => Boolean(item));
}
