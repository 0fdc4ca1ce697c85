// Code of a developer elsewhere, who uses only the project's exports. `outsider.test.ts` makes a package of
// it, checks its types and runs it. The compiler must refuse every line below an @ts-expect-error.
import { createSupportClient, isSupportError, type SupportClient } from "support-console";

const [url = "", token = "", organisationId = ""] = process.argv.slice(2);
const support = createSupportClient({ url, token });

const person = { organisationId, firstName: "Megan", lastName: "Price", email: "megan.price@example.com" };
const added = await support.organisationUsers.add.mutate(person);
const { items, total } = await support.organisationUsers.list.query({ organisationId });
const found = await support.organisationUsers.search.query({ query: "price", notSignedIn: true });
const lastSignedInAt: string | null | undefined = items[0]?.lastSignedInAt;
const names: string[] | undefined = found.items[0]?.organisations.map(({ name }) => name);
const fieldErrors = await fieldErrorsOf(() =>
  support.organisationUsers.add.mutate({ ...person, lastName: "" }),
);
const code = await codeOf(() => support.organisations.get.query({ organisationId: added.id }));
await support.organisationUsers.remove.mutate({ organisationId, userId: added.id });
const log = (await support.activity.list.query({})).items.map(({ kind, actor }) => [kind, actor.name]);
process.stdout.write(JSON.stringify({ added, total, lastSignedInAt, names, fieldErrors, code, log }));

async function fieldErrorsOf(call: () => Promise<unknown>): Promise<Record<string, string> | undefined> {
  return (await refusalOf(call)).data?.fieldErrors;
}

async function codeOf(call: () => Promise<unknown>): Promise<string | undefined> {
  return (await refusalOf(call)).data?.code;
}

async function refusalOf(call: () => Promise<unknown>) {
  try {
    await call();
  } catch (error) {
    if (isSupportError(error)) return error;
    throw error;
  }
  throw new Error("The call was not refused");
}

/** Never called. Only the compiler reads it. */
export async function misuse(client: SupportClient): Promise<void> {
  // @ts-expect-error a field is missing
  await client.organisationUsers.add.mutate({ organisationId, firstName: "Megan", lastName: "Price" });
  // @ts-expect-error an id is a text
  await client.organisationUsers.list.query({ organisationId: 7 });
  // @ts-expect-error there is no such field
  await client.organisationUsers.list.query({ organisationId, size: 50 });
  // @ts-expect-error a list is asked for, not changed
  await client.supportUsers.list.mutate({});
  // @ts-expect-error there is no such procedure
  await client.supportUsers.sudo.mutate({});
  // @ts-expect-error times are texts
  (await client.supportUsers.list.query({})).items[0]?.lastSignedInAt?.getTime();
  // @ts-expect-error a client needs a token
  createSupportClient({ url });
}
