// Adds a person to an organisation from a script:
//
//   SUPPORT_URL=http://localhost:3000 SUPPORT_TOKEN=… node examples/add-person.ts \
//     'Ashgrove Primary School' Megan Price megan.price@example.com
//
// Create the token with `npm run api-token -- create NAME`. The activity log then says that NAME added the person.
import { createSupportClient, isSupportError } from "support-console";

const [organisation = "", firstName = "", lastName = "", email = ""] = process.argv.slice(2);
const { SUPPORT_URL = "http://localhost:3000", SUPPORT_TOKEN = "" } = process.env;

const support = createSupportClient({ url: SUPPORT_URL, token: SUPPORT_TOKEN });

try {
  const { items } = await support.organisations.list.query({ query: organisation });
  const found = items.find(({ name }) => name === organisation);
  if (!found) throw new Error(`There is no organisation called '${organisation}'`);
  const person = await support.organisationUsers.add.mutate({
    organisationId: found.id,
    firstName,
    lastName,
    email,
  });
  process.stdout.write(`Added ${person.firstName} ${person.lastName} to ${found.name}\n`);
} catch (error) {
  process.exitCode = 1;
  // If the input is invalid, `fieldErrors` has a message for each invalid field, which can be shown to users as it is.
  const fieldErrors = isSupportError(error) ? error.data?.fieldErrors : undefined;
  const messages = fieldErrors ? Object.entries(fieldErrors).map(([field, text]) => `${field}: ${text}`) : [];
  process.stderr.write(`${messages.length > 0 ? messages.join("\n") : (error as Error).message}\n`);
}
