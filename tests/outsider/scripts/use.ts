// Code of a developer elsewhere, who uses only the installed client. `installed.test.ts` compiles it as an ES module and
// as a CommonJS one, and runs both.
import { createSupportClient, type Input, isSupportError, type SupportError } from "support-console";

const [url, token, organisationId = ""] = process.argv.slice(2);
const support = createSupportClient({ url, token, timeoutMs: undefined });

async function main() {
  const person: Input<"organisationUsers.add"> = {
    ...{ organisationId, firstName: "Megan", lastName: "Price", email: "megan.price@example.com" },
  };
  const added = await support.organisationUsers.add(person);
  const { items, total } = await support.organisationUsers.list({ organisationId, page: undefined });
  const names: string[] = [];
  for await (const { firstName, organisations } of support.organisationUsers.search.all({ query: "price" }))
    names.push(firstName, ...organisations.map(({ name }) => name));
  const refused = await refusalOf(support.organisationUsers.add({ ...person, lastName: "" }));
  const unknown = await refusalOf(support.organisations.get({ organisationId: added.id }));
  const removed = await support.organisationUsers.remove({ organisationId, userId: added.id });
  const activity = await support.activity.list();
  const log = activity.items.slice(0, 2).map(({ kind }) => kind);
  const { fieldErrors } = refused;
  return {
    ...{ added, total, lastSignedInAt: items[0]?.lastSignedInAt, names, lastName: fieldErrors["lastName"] },
    ...{ code: unknown.code, status: unknown.status, removed, log },
  };
}

async function refusalOf(call: Promise<unknown>): Promise<SupportError> {
  const error = await call.catch((error: unknown) => error);
  if (isSupportError(error)) return error;
  throw new Error("The call was not refused");
}

void main().then((answers) => process.stdout.write(JSON.stringify(answers)));
