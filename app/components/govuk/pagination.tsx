import { classNames } from "./class-names";

type PaginationItem = { number: number; href: string; current?: boolean } | { ellipsis: true };

type PaginationProps = {
  items: PaginationItem[];
  previous?: { href: string } | false;
  next?: { href: string } | false;
};

const arrows = {
  prev: "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
  next: "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
};

export function Pagination({ items, previous, next }: PaginationProps) {
  return (
    <nav className="govuk-pagination" aria-label="Pagination">
      {previous && <PreviousOrNext href={previous.href} direction="prev" />}
      <ul className="govuk-pagination__list">
        {items.map((item, index) => (
          <Item key={index} {...item} />
        ))}
      </ul>
      {next && <PreviousOrNext href={next.href} direction="next" />}
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

/** The link to the previous or the next page. */
function PreviousOrNext({ href, direction }: { href: string; direction: keyof typeof arrows }) {
  const arrow = <Arrow direction={direction} />;
  return (
    <div className={`govuk-pagination__${direction}`}>
      <a className="govuk-link govuk-pagination__link" href={href} rel={direction}>
        {direction === "prev" && <>{arrow} </>}
        <span className="govuk-pagination__link-title">
          {direction === "prev" ? "Previous" : "Next"}
          <span className="govuk-visually-hidden"> page</span>
        </span>
        {direction === "next" && <> {arrow}</>}
      </a>
    </div>
  );
}

function Arrow({ direction }: { direction: keyof typeof arrows }) {
  return (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[direction]} />
    </svg>
  );
}
