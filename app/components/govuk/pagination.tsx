import { PaginationArrow, type PaginationArrowProps } from "./pagination-arrow";
import { classNames, present, type Attributes, type Skipped } from "./options";

type PageLink = {
  number: string | number;
  href: string;
  current?: boolean;
  visuallyHiddenText?: string;
  attributes?: Attributes;
};

type PaginationItem = PageLink | { ellipsis: true };

type PaginationProps = {
  items?: (PaginationItem | Skipped)[];
  previous?: PaginationArrowProps["link"] | Skipped;
  next?: PaginationArrowProps["link"] | Skipped;
  landmarkLabel?: string;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK pagination: numbered pages, or without `items` two large links. */
export function Pagination(props: PaginationProps) {
  const { items, previous, next, landmarkLabel = "Pagination", classes, attributes } = props;
  const block = !items && Boolean(previous || next);
  return (
    <nav
      className={classNames("govuk-pagination", block && "govuk-pagination--block", classes)}
      aria-label={landmarkLabel}
      {...attributes}
    >
      {previous && <PaginationArrow link={previous} direction="prev" block={block} />}
      {items && (
        <ul className="govuk-pagination__list">
          {present(items).map((item, index) => (
            <Item key={index} {...item} />
          ))}
        </ul>
      )}
      {next && <PaginationArrow link={next} direction="next" block={block} />}
    </nav>
  );
}

function Item(item: PaginationItem) {
  if ("ellipsis" in item) {
    return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>;
  }
  const { number, href, current, visuallyHiddenText, attributes } = item;
  return (
    <li className={classNames("govuk-pagination__item", current && "govuk-pagination__item--current")}>
      <a
        className="govuk-link govuk-pagination__link"
        href={href}
        aria-label={visuallyHiddenText ?? `Page ${number}`}
        aria-current={current && "page"}
        {...attributes}
      >
        {number}
      </a>
    </li>
  );
}
