import type { ReactNode } from "react";

/** What most components take: plain text, or elements, which win over it. */
export type Content = { text?: string | number | undefined; html?: ReactNode };

/** Further attributes of a component's element, by their HTML names. */
export type Attributes = { id?: string; lang?: string; tabIndex?: number } & Record<
  `data-${string}` | `aria-${string}`,
  string | number | boolean | undefined
>;

/** What Nunjucks skips in a list, so that a page may write `condition && row`. */
export type Skipped = null | undefined | false | "";

/** The content to show: `html` where there is any, else `text`. */
export function contentOf({ html, text }: Content): ReactNode {
  return html || text;
}

/** Joins a component's own class names and its caller's. */
export function classNames(...names: (string | null | undefined | false)[]): string {
  return names.filter(Boolean).join(" ");
}

/** The items that are there, without those Nunjucks skips. */
export function present<T>(items: readonly (T | Skipped)[] | undefined): T[] {
  return (items ?? []).filter((item): item is T => Boolean(item));
}
