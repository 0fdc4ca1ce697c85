import { classNames } from "../govuk/class-names";

export type BarChartProps = {
  /** The bars of each row. `text` is written on the bar. */
  rows: { label: string; bars: { value: number; text: string }[] }[];
  /** Whether each row is a part of the first one, which is drawn behind the others. */
  isFunnel?: boolean;
};

/**
 * Horizontal bars with their values on them, for people who see: beside it there must be a table with the same figures,
 * because screen readers skip the chart. Lengths are in percent of the page's width and text wraps, so that it can be read
 * on any screen and on paper.
 */
export function BarChart({ rows, isFunnel = false }: BarChartProps) {
  const largest = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const lengthOf = (value: number) => Math.round((1_000 * value) / largest) / 10;
  const whole = isFunnel ? lengthOf(rows[0]?.bars[0]?.value ?? 0) : 0;
  return (
    <div className="app-chart" aria-hidden="true">
      {rows.map(({ label, bars }) => (
        <div key={label} className="app-chart__row">
          <div className="app-chart__label">{label}</div>
          {bars.map(({ value, text }, place) => (
            <Bar key={place} length={lengthOf(value)} whole={whole} text={text} isSecond={place > 0} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** From this length on, in percent, the text is within the bar. */
const longEnough = 50;

type BarProps = { length: number; whole: number; text: string; isSecond: boolean };

function Bar({ length, whole, text, isSecond }: BarProps) {
  const isInside = length >= longEnough;
  return (
    <svg className="app-chart__line">
      {whole > length && <rect className="app-chart__whole" width={`${whole}%`} height="100%" />}
      <rect
        className={classNames("app-chart__bar", isSecond && "app-chart__bar--second")}
        width={`${length}%`}
        height="100%"
      />
      <text
        className={classNames("app-chart__value", isInside && "app-chart__value--inside")}
        x={`${length}%`}
        dx={isInside ? -8 : 8}
        y="50%"
      >
        {text}
      </text>
    </svg>
  );
}
