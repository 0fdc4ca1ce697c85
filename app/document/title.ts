import type { UIMatch, useLoaderData } from "@remix-run/react";

/**
 * A route's export `handle`. `title` makes the parts of the document's title that precede the service's name from
 * the loader's data. It must not contain the name or email address of a person.
 */
export type TitleHandle<Loader> = {
  title: (data: ReturnType<typeof useLoaderData<Loader>>) => (string | undefined)[];
};

/** The text for a list's title that says which page this is; empty if the list has one page. */
export function pageOf({ page, pageCount }: { page: number; pageCount: number }): string {
  return pageCount > 1 ? ` (page ${page} of ${pageCount})` : "";
}

/** The title's parts from the `handle` of the innermost route. */
export function titleParts(matches: UIMatch[]): (string | undefined)[] {
  const match = matches.at(-1);
  return isTitleHandle(match?.handle) ? match.handle.title(match.data) : [];
}

function isTitleHandle(handle: unknown): handle is TitleHandle<unknown> {
  return (
    typeof handle === "object" && handle !== null && "title" in handle && typeof handle.title === "function"
  );
}

/** The document's title: 'Error: ' if a form has errors, the parts, the service's name (specification, section 2). */
export function documentTitle(parts: (string | undefined)[], serviceName: string, hasErrors = false): string {
  const shown = [...new Set(parts.filter(Boolean)), `${serviceName} - GOV.UK`];
  return `${hasErrors ? "Error: " : ""}${shown.join(" - ")}`;
}
