import type { Figures } from "../../../server/performance/schema";
import { Table } from "../govuk/table";
import { Heading, Paragraph } from "../prose";
import { BarChart } from "./bar-chart";
import { inDays, type Section, sectionsOf } from "./sections";

/** All figures of a period, each as a chart and as a table. */
export function PerformanceFigures({ figures }: { figures: Figures }) {
  const [added, signIn, ...others] = sectionsOf(figures);
  const { medianDays } = figures.firstSignIn;
  return (
    <>
      {added && (
        <FigureSection section={added}>
          <Paragraph>
            Users by the day on which they were added. An invitation or a sign-in counts for 90 days. Recent
            figures will rise.
          </Paragraph>
        </FigureSection>
      )}
      {signIn && (
        <FigureSection section={signIn}>
          <Paragraph>
            Median: <strong>{medianDays === null ? "Not available" : inDays(medianDays)}</strong>
          </Paragraph>
        </FigureSection>
      )}
      {others.map((section) => (
        <FigureSection key={section.heading} section={section} />
      ))}
    </>
  );
}

type FigureSectionProps = { section: Section; children?: React.ReactNode };

function FigureSection({ section, children }: FigureSectionProps) {
  const { heading, rows, isFunnel, empty } = section;
  const isEmpty = rows.every(({ numbers }) => numbers.every((number) => number === 0));
  return (
    <section className="app-figures">
      <Heading>{heading}</Heading>
      {children}
      {isEmpty ? (
        <Paragraph>{empty}</Paragraph>
      ) : (
        <>
          <BarChart rows={barsOf(section)} isFunnel={isFunnel} />
          <FigureTable section={section} />
        </>
      )}
    </section>
  );
}

/** The text on each of several bars of a row says which it is. */
function barsOf({ rows, columns: [, ...names] }: Section) {
  return rows.map(({ label, numbers }) => ({
    label,
    bars: numbers.map((value, index) => ({
      value,
      text: names.length > 1 ? `${format(value)} ${names[index]?.toLowerCase()}` : format(value),
    })),
  }));
}

function FigureTable({ section: { caption, columns, rows, isFunnel } }: { section: Section }) {
  const [row, ...names] = columns;
  const [whole = 0] = rows[0]?.numbers ?? [];
  const shares = isFunnel ? ["Of those added"] : [];
  return (
    <Table
      caption={caption}
      captionClasses="govuk-table__caption--s"
      head={[{ text: row }, ...[...names, ...shares].map(numeric)]}
      rows={rows.map(({ label, numbers }) => [
        { text: label },
        ...numbers.map((number) => numeric(format(number))),
        ...shares.map(() => numeric(`${Math.round((100 * (numbers[0] ?? 0)) / whole)}%`)),
      ])}
      firstCellIsHeader
    />
  );
}

const numeric = (text: string) => ({ text, format: "numeric" as const });

const format = (number: number) => number.toLocaleString("en-GB");
