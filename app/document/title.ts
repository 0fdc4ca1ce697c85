import type { UIMatch, useLoaderData } from "@remix-run/react";

/**
 * What a route exports as `handle`: the parts of its title before the service's name, from its loader's data. No
 * person's name or address belongs there.
 */
export type TitleHandle<Loader> = {
  title: (data: ReturnType<typeof useLoaderData<Loader>>) => (string | undefined)[];
};

/** Which page of a list this is, for its title. Empty where there is only one. */
export function pageOf({ page, pageCount }: { page: number; pageCount: number }): string {
  return pageCount > 1 ? ` (page ${page} of ${pageCount})` : "";
}

/** The parts that the innermost route gives. */
export function titleParts(matches: UIMatch[]): (string | undefined)[] {
  const match = matches.at(-1);
  return isTitleHandle(match?.handle) ? match.handle.title(match.data) : [];
}

function isTitleHandle(handle: unknown): handle is TitleHandle<unknown> {
  return (
    typeof handle === "object" && handle !== null && "title" in handle && typeof handle.title === "function"
  );
}

/** A document's title (specification, section 2): 'Error: ' first where a form has errors, then the parts, joined. */
export function documentTitle(parts: (string | undefined)[], serviceName: string, hasErrors = false): string {
  const shown = [...new Set(parts.filter(Boolean)), `${serviceName} - GOV.UK`];
  return `${hasErrors ? "Error: " : ""}${shown.join(" - ")}`;
}
