import type { Page } from "playwright-core";

/** A page in one of its states: how to open it, and what it has to show. */
export type PageState = {
  name: string;
  /** Remix's path of the page that is shown. */
  route: string;
  /** The signed-in person, if any. */
  as?: "Priya Nair" | "Megan Price";
  open: (page: Page) => Promise<unknown>;
  status?: number;
  /** The whole title, or a pattern if other journeys change the number of pages. */
  title: string | RegExp;
  heading: string;
  /** A pattern if it has a time. */
  caption?: string | RegExp;
  /** The notification banner's text, if there is one. */
  banner?: string;
  /** Whether it has a Back link. */
  back?: boolean;
};

/** States that have these values in common. */
export function statesOf<Shared extends Partial<PageState>>(
  shared: Shared,
  states: (Omit<PageState, keyof Shared> & Partial<PageState>)[],
): PageState[] {
  return states.map((state) => ({ ...shared, ...state }) as PageState);
}
