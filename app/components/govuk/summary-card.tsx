import { SummaryList, type SummaryListRow } from "./summary-list";

type CardAction = {
  text: string;
  href: string;
  /** Tells actions of several cards apart; by default the card's title. */
  visuallyHiddenText?: string;
};

type SummaryCardProps = {
  card: { title: { text: string; headingLevel?: 2 | 3 }; actions: { items: CardAction[] } };
  rows: (SummaryListRow | false)[];
};

/** GOV.UK summary list in a card, with a title and links to act on what the card is about. */
export function SummaryCard({ card: { title, actions }, rows }: SummaryCardProps) {
  const Heading = `h${title.headingLevel ?? 2}` as const;
  return (
    <div className="govuk-summary-card">
      <div className="govuk-summary-card__title-wrapper">
        <Heading className="govuk-summary-card__title">{title.text}</Heading>
        <ul className="govuk-summary-card__actions">
          {actions.items.map(({ text, href, visuallyHiddenText = title.text }) => (
            <li key={text} className="govuk-summary-card__action">
              <a className="govuk-link" href={href}>
                {text}
                <span className="govuk-visually-hidden"> ({visuallyHiddenText})</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div className="govuk-summary-card__content">
        <SummaryList rows={rows} />
      </div>
    </div>
  );
}
