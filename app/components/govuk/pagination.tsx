import { classNames, type Skipped } from "./options";
import { PaginationArrow } from "./pagination-arrow";

type PaginationItem = { number: number; href: string; current?: boolean } | { ellipsis: true };

type PaginationProps = {
  items: PaginationItem[];
  previous?: { href: string } | Skipped;
  next?: { href: string } | Skipped;
};

/** GOV.UK pagination with numbered pages. */
export function Pagination({ items, previous, next }: PaginationProps) {
  return (
    <nav className="govuk-pagination" aria-label="Pagination">
      {previous && <PaginationArrow href={previous.href} direction="prev" />}
      <ul className="govuk-pagination__list">
        {items.map((item, index) => (
          <Item key={index} {...item} />
        ))}
      </ul>
      {next && <PaginationArrow href={next.href} direction="next" />}
    </nav>
  );
}

function Item(item: PaginationItem) {
  if ("ellipsis" in item) {
    return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>;
  }
  const { number, href, current } = item;
  return (
    <li className={classNames("govuk-pagination__item", current && "govuk-pagination__item--current")}>
      <a
        className="govuk-link govuk-pagination__link"
        href={href}
        aria-label={`Page ${number}`}
        aria-current={current && "page"}
      >
        {number}
      </a>
    </li>
  );
}
