import type { Page } from "playwright-core";

/** A page in one of its states, how to get there, and what is true of it there. */
export type PageState = {
  name: string;
  /** Remix's path of the page that is shown. */
  route: string;
  /** Who has signed in, if anyone. */
  as?: "Priya Nair" | "Megan Price";
  open: (page: Page) => Promise<unknown>;
  status?: number;
  /** The whole title; a pattern where other journeys decide how many pages there are. */
  title: string | RegExp;
  heading: string;
  caption?: string;
  /** The notification banner's text, where there is one. */
  banner?: string;
  /** Whether it has a parent to lead back to. */
  back?: boolean;
};

/** States of one page, or of pages that have this in common. */
export function statesOf<Shared extends Partial<PageState>>(
  shared: Shared,
  states: (Omit<PageState, keyof Shared> & Partial<PageState>)[],
): PageState[] {
  return states.map((state) => ({ ...shared, ...state }) as PageState);
}
