import { redirect } from "@remix-run/node";
import { csvFile } from "../downloads/csv-file.server";
import { byteOrderMark, csvLine } from "../downloads/csv.server";
import { formatLastSignIn } from "../components/date-time";
import { paths } from "../paths";
import { uuidParam } from "../request.server";
import { withSupport } from "../guards.server";
import { detailFields } from "../../server/people/details";
import type { Caller } from "../../server/router";

/**
 * Streams an organisation's users as a CSV file, while it reads them from the database in parts. A post, so that no other
 * site can make a user's browser download, which the activity log would show as the user's doing.
 */
export const action = withSupport(async ({ api, params }) => {
  const organisationId = uuidParam(params, "organisationId");
  const first = await api.organisationUsers.download({ organisationId });
  return csvFile("users.csv", csvOf(api, organisationId, first));
});

/** After a sign-in in between, the browser requests the same URL with GET. */
export const loader = withSupport(({ params }) =>
  redirect(paths.organisationUsers(uuidParam(params, "organisationId"))),
);

type Part = Awaited<ReturnType<Caller["organisationUsers"]["download"]>>;

async function* csvOf(api: Caller, organisationId: string, first: Part): AsyncGenerator<string> {
  yield byteOrderMark + csvLine([...detailFields.map(({ label }) => label), "Last signed in"]);
  for (let part = first; ;) {
    yield part.items.map(lineOf).join("");
    if (part.next === null) return;
    part = await api.organisationUsers.download({ organisationId, after: part.next });
  }
}

function lineOf(user: Part["items"][number]): string {
  return csvLine([...detailFields.map(({ name }) => user[name]), formatLastSignIn(user.lastSignedInAt)]);
}
