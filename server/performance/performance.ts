import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { compiledOnce } from "../../db/statements/compiled-once.ts";
import { failureReasons } from "../emails/failed/reasons.ts";
import { refusedReasons } from "../sign-in-problems/refused/reasons.ts";
import { monthsBetween } from "./months.ts";
import type { Period } from "./periods.ts";
import { isWithin, spans } from "./spans.ts";
import type { Figures, GetInput, Performance } from "./schema.ts";
import { medianDays, usersWithin } from "./sign-in-days.ts";

/**
 * Returns the figures of a period that ends with the last day that was counted (specification, section 15, The page). It
 * reads sums of periods and months, so it takes as long however many people and entries there are.
 */
export async function getPerformance(db: Database, { period }: GetInput): Promise<Performance> {
  const totals = await readTotals[period](db, {});
  const [span] = totals;
  return { period, figures: span === undefined ? null : figuresOf(span, totals) };
}

type Span = { from: string; to: string; withUser: number; withSignedInUser: number };

/** The total of a figure and item. `month`: the first day of the month that it is of; null if it is of the period. */
type Total = { month: string | null; figure: string | null; item: string | null; total: number | null };

/** SQL for the totals of a period, each with the period. Without any, there is one row with the period only. */
function totalsOf(period: Period) {
  return sql<Span & Total>`
    with span as materialized (
      select ${spans[period].firstDay} as first_day, counted_to, with_user, with_signed_in_user
      from performance_progress where counted_to is not null
    )
    select first_day::text as "from", counted_to::text as "to", with_user as "withUser",
      with_signed_in_user as "withSignedInUser", month, figure, item, total
    from span left join lateral (
      select null as month, figure, item, total from performance_figures where grain = ${sql.lit(period)}
      union all
      select date_trunc('month', day)::date::text, figure, item, sum(total) from performance_figures
      where ${isWithin(period)} and figure in ('added', 'removed') and item = ''
      group by 1, 2, 3
    ) totals on true
  `;
}

const readTotals = {
  "30_days": compiledOnce(() => totalsOf("30_days")),
  "12_months": compiledOnce(() => totalsOf("12_months")),
  all_time: compiledOnce(() => totalsOf("all_time")),
} satisfies Record<Period, unknown>;

function figuresOf({ from, to, withUser, withSignedInUser }: Span, totals: Total[]): Figures {
  const byKey = new Map(
    totals.map(({ month, figure, item, total }) => [`${month} ${figure} ${item}`, total]),
  );
  const totalOf = (figure: string, item = "", month: string | null = null) =>
    byKey.get(`${month} ${figure} ${item}`) ?? 0;
  const signIns = totals
    .filter(({ figure }) => figure === "signed_in")
    .map(({ item, total }) => ({ days: Number(item), users: total ?? 0 }));
  return {
    ...{ from, to },
    added: {
      users: totalOf("added"),
      invitationSent: totalOf("invitation_sent"),
      invitationDelivered: totalOf("invitation_delivered"),
      signedIn: signIns.reduce((sum, { users }) => sum + users, 0),
    },
    firstSignIn: { medianDays: medianDays(signIns), within: usersWithin(signIns) },
    months: monthsBetween(from, to).map(({ month, ...days }) => ({
      ...days,
      added: totalOf("added", "", month),
      removed: totalOf("removed", "", month),
    })),
    emails: {
      sent: totalOf("email", "sent"),
      delivered: totalOf("email", "delivered"),
      failed: totalOf("email", "failed"),
      cancelled: totalOf("email", "cancelled"),
    },
    failedEmails: failuresOf((name) => totalOf("email_failed", name)),
    refusedSignIns: refusedReasons.map((reason) => ({ reason, signIns: totalOf("refused", reason) })),
    organisations: { withUser, withSignedInUser },
  };
}

/** How many emails failed for each reason for which any did, most frequent first. */
function failuresOf(emailsFailed: (name: string) => number): Figures["failedEmails"] {
  const byName = new Map(failureReasons.map(({ name, words }) => [name, words]));
  return [...byName]
    .map(([name, reason]) => ({ reason, emails: emailsFailed(name) }))
    .filter(({ emails }) => emails > 0)
    .toSorted((one, other) => other.emails - one.emails);
}
