import type { UIMatch } from "@remix-run/react";

/**
 * What a route exports as `handle`: the parts of its title before the service's name, from its loader's data. No
 * person's name or address belongs there.
 */
export type TitleHandle<Data> = { title: (data: Data) => (string | undefined)[] };

/** How a list says which of its pages this is; nothing where there is one only. */
export function pageOf({ page, pageCount }: { page: number; pageCount: number }): string {
  return pageCount > 1 ? ` (page ${page} of ${pageCount})` : "";
}

/** The parts that the innermost route gives. */
export function titleParts(matches: UIMatch[]): (string | undefined)[] {
  const match = matches.at(-1);
  const handle = match?.handle as Partial<TitleHandle<unknown>> | undefined;
  return handle?.title?.(match?.data) ?? [];
}

/** A document's title (specification, section 2): the parts joined, and whether form errors are shown said first. */
export function documentTitle(parts: (string | undefined)[], serviceName: string, hasErrors = false): string {
  const shown = [...new Set(parts.filter(Boolean)), `${serviceName} - GOV.UK`];
  return `${hasErrors ? "Error: " : ""}${shown.join(" - ")}`;
}
