import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { failureReasons } from "../emails/failed/reasons.ts";
import { refusedReasons } from "../sign-in-problems/refused/reasons.ts";
import { monthsBetween } from "./months.ts";
import type { Period } from "./periods.ts";
import type { Figures, GetInput, Performance } from "./schema.ts";
import { medianDays, usersWithin } from "./sign-in-days.ts";

/**
 * Returns the figures of a period that ends with the last day that was counted (specification, section 15, The page).
 * It reads at most one row for each day or month and figure, however many people and entries there are.
 */
export async function getPerformance(db: Database, { period }: GetInput): Promise<Performance> {
  const span = await readSpan(db, period);
  if (span === undefined) return { period, figures: null };
  const totals = await readTotals(db, period, span);
  return { period, figures: figuresOf(span, totals) };
}

type Span = { from: string; to: string; withUser: number; withSignedInUser: number };

/** For each period, SQL for its first day. The longer ones are whole months, whose figures are stored as sums. */
const firstDays: Record<Period, ReturnType<typeof sql>> = {
  "30_days": sql`counted_to - 29`,
  "12_months": sql`date_trunc('month', counted_to) - interval '11 months'`,
  all_time: sql`coalesce((select min(day) from performance_figures where grain = 'day'), counted_to)`,
};

async function readSpan(db: Database, period: Period): Promise<Span | undefined> {
  const { rows } = await sql<Span>`
    select least(${firstDays[period]}, counted_to)::date::text as "from", counted_to::text as "to",
      with_user as "withUser", with_signed_in_user as "withSignedInUser"
    from performance_progress where counted_to is not null
  `.execute(db);
  return rows[0];
}

/** The total of a figure and item. `month`: its first day, of figures that are shown by month. */
type Total = { month: string | null; figure: string; item: string; total: number };

async function readTotals(db: Database, period: Period, { from, to }: Span): Promise<Total[]> {
  const grain = period === "30_days" ? "day" : "month";
  const { rows } = await sql<Total>`
    select case when figure in ('added', 'removed') then date_trunc('month', day)::date::text end as month,
      figure, item, sum(total) as total
    from performance_figures
    where grain = ${grain} and day between date_trunc(${grain}, ${from}::date) and ${to}::date
    group by 1, 2, 3
  `.execute(db);
  return rows;
}

function figuresOf({ from, to, withUser, withSignedInUser }: Span, totals: Total[]): Figures {
  const sumOf = (figure: string, item?: string, month?: string) =>
    totals
      .filter((one) => one.figure === figure && one.item === (item ?? one.item))
      .filter((one) => month === undefined || one.month === month)
      .reduce((sum, { total }) => sum + total, 0);
  const signIns = totals
    .filter(({ figure }) => figure === "signed_in")
    .map(({ item, total }) => ({ days: Number(item), users: total }));
  return {
    ...{ from, to },
    added: {
      users: sumOf("added"),
      invitationSent: sumOf("invitation_sent"),
      invitationDelivered: sumOf("invitation_delivered"),
      signedIn: sumOf("signed_in"),
    },
    firstSignIn: { medianDays: medianDays(signIns), within: usersWithin(signIns) },
    months: monthsBetween(from, to).map(({ month, ...days }) => ({
      ...days,
      added: sumOf("added", "", month),
      removed: sumOf("removed", "", month),
    })),
    emails: {
      sent: sumOf("email", "sent"),
      delivered: sumOf("email", "delivered"),
      failed: sumOf("email", "failed"),
      cancelled: sumOf("email", "cancelled"),
    },
    failedEmails: failuresOf((name) => sumOf("email_failed", name)),
    refusedSignIns: refusedReasons.map((reason) => ({ reason, signIns: sumOf("refused", reason) })),
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
