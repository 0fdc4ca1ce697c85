// Code of a developer elsewhere, who generates a client from /api/openapi.json. `openapi.test.ts` makes `openapi.ts` with
// openapi-typescript, checks the types and runs it. The compiler must refuse every line below an @ts-expect-error.
import createClient from "openapi-fetch";
import type { components, paths } from "./openapi.ts";

const [url = "", token = "", organisationId = ""] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });

const person = { organisationId, firstName: "Megan", lastName: "Price", email: "megan.price@example.com" };
const added = await client.POST("/api/trpc/organisationUsers.add", { body: person });
const userId: string = added.data?.result.data.id ?? "";
const listed = await client.POST("/api/trpc/organisationUsers.list", { body: { organisationId } });
const names: string[] | undefined = listed.data?.result.data.items.map(({ firstName }) => firstName);
const repeated = await client.POST("/api/trpc/organisationUsers.add", { body: person });
const error: components["schemas"]["Error"]["error"] | undefined = repeated.error?.error;
const removed = await client.POST("/api/trpc/organisationUsers.remove", { body: { organisationId, userId } });
process.stdout.write(
  JSON.stringify({ names, code: error?.data.code, reason: error?.data.reason, removed: removed.data }),
);

/** Never called. Only the compiler reads it. */
export async function misuse(): Promise<void> {
  // @ts-expect-error a field is missing
  await client.POST("/api/trpc/organisationUsers.list", { body: {} });
  // @ts-expect-error there is no such procedure
  await client.POST("/api/trpc/supportUsers.sudo", { body: {} });
  // @ts-expect-error there is no such code
  void (error?.data.code === "PARSE_ERROR");
}
