import { filterInput } from "../../server/activity/schema";
import type { PageRequest } from "../../server/http/reading/page-build";
import { normaliseQuery } from "../../server/search/query";
import { type AskedActivity, dateNames } from "./filter-query";
import { type DateError, dateParts, readDate, type TypedDate } from "./date-field";

/**
 * Reads the filter of the activity log from a URL's parameters. Parameters without a value are ignored.
 *
 * @throws {Response} 404 if an id is not a UUID or there is no such kind of activity
 */
export function requestedActivity(request: PageRequest): AskedActivity {
  const query = new URL(request.url).searchParams;
  const typed = {
    from: toTyped(query.get("from-day"), query.get("from-month"), query.get("from-year")),
    to: toTyped(query.get("to-day"), query.get("to-month"), query.get("to-year")),
  };
  const [from, to] = [readDate(dateNames.from, typed.from), readDate(dateNames.to, typed.to)];
  const fields = {
    kind: query.get("kind"),
    actorId: query.get("actorId")?.toLowerCase(),
    userId: query.get("userId")?.toLowerCase(),
    organisationId: query.get("organisationId")?.toLowerCase(),
    ...{ from: from.date, to: to.date },
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => Boolean(value)));
  const read = filterInput.safeParse(given);
  if (read.success) return { filter: read.data, typed, errors: errorsOf(from.error, to.error) };
  const [issue, ...others] = read.error.issues;
  if (issue?.path[0] !== "to" || others.length > 0) throw new Response(null, { status: 404 });
  const filter = filterInput.parse({ ...given, to: undefined });
  return { filter, typed, errors: { to: { text: issue.message, parts: dateParts } } };
}

function errorsOf(from?: DateError, to?: DateError): AskedActivity["errors"] {
  return from || to ? { ...(from && { from }), ...(to && { to }) } : undefined;
}

/** The longest text that is shown again in a field. */
const longestPart = 20;

function toTyped(...texts: (string | null)[]): TypedDate {
  const [day = "", month = "", year = ""] = texts.map((text) =>
    normaliseQuery(text ?? "").slice(0, longestPart),
  );
  return { day, month, year };
}
