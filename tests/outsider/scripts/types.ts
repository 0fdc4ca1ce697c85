// Only the compiler reads this: without Node's types, and refusing every line below an @ts-expect-error.
import {
  createSupportClient,
  type Item,
  type Output,
  type SupportClient,
  SupportError,
} from "support-console";

export type Found = Item<"organisationUsers.search">;
export const nameOf = ({ firstName, organisations }: Found): string => organisations[0]?.name ?? firstName;
export const pageCountOf = ({ pageCount }: Output<"supportUsers.list">): number => pageCount;

export function explain(error: SupportError): string | undefined {
  if (error.code === "TIMEOUT" || error.reason === "emailInUse") return error.fieldErrors["email"];
  return error.requestId;
}

/** Never called. */
export async function misuse(client: SupportClient, error: SupportError): Promise<void> {
  const organisationId = "0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11";
  // @ts-expect-error a field is missing
  await client.organisationUsers.add({ organisationId, firstName: "Megan", lastName: "Price" });
  // @ts-expect-error an input with such a field cannot be left out
  await client.organisationUsers.list();
  // @ts-expect-error an id is a text
  await client.organisationUsers.list({ organisationId: 7 });
  // @ts-expect-error there is no such field
  await client.organisationUsers.list({ organisationId, size: 50 });
  // @ts-expect-error the client turns the pages
  client.organisationUsers.all({ organisationId, page: 2 });
  // @ts-expect-error a change has no pages
  client.organisationUsers.add.all({ organisationId });
  // @ts-expect-error there is no such procedure
  await client.supportUsers.sudo({});
  // @ts-expect-error times are texts
  (await client.supportUsers.list()).items[0]?.lastSignedInAt?.getTime();
  // @ts-expect-error there is no such reason
  error.reason === "email_in_use";
  // @ts-expect-error a client needs a token
  createSupportClient({ url: "https://support.example.gov.uk" });
}
