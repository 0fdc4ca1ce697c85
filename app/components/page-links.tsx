import { useLocation } from "@remix-run/react";
import { Pagination } from "./govuk/pagination";

type PageLinksProps = { page: number; pageCount: number };

/** The pagination below a list. Renders nothing if the list fits on one page (specification, section 3). */
export function PageLinks({ page, pageCount }: PageLinksProps) {
  const { pathname, search } = useLocation();
  if (pageCount <= 1) return null;
  const href = (target: number) => {
    const query = new URLSearchParams(search);
    query.set("page", String(target));
    return `${pathname}?${query.toString()}`;
  };
  return (
    <Pagination
      previous={page > 1 && { href: href(page - 1) }}
      next={page < pageCount && { href: href(page + 1) }}
      items={pagesToShow(page, pageCount).map((target) =>
        target === "gap"
          ? { ellipsis: true }
          : { number: target, href: href(target), current: target === page },
      )}
    />
  );
}

/** The first page, the last, the current one and its neighbours. "gap" replaces two or more pages in between. */
function pagesToShow(page: number, pageCount: number): (number | "gap")[] {
  const shown = [1, page - 1, page, page + 1, pageCount].filter(
    (target) => target >= 1 && target <= pageCount,
  );
  const pages = [...new Set(shown)];
  return pages.flatMap((target, index) => {
    const before = pages[index - 1] ?? target - 1;
    if (target - before === 2) return [target - 1, target];
    return target - before > 2 ? ["gap" as const, target] : [target];
  });
}
