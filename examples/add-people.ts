// Adds the people of a spreadsheet to their organisations. Run it again after any failure: it invites nobody twice. Save
// the spreadsheet as tab-separated text with the columns URN, first name, last name and email address, then:
//   SUPPORT_URL=… SUPPORT_TOKEN=… node add-people.ts people.txt
import { readFileSync } from "node:fs";
import { createSupportClient, isSupportError } from "support-console";

const { SUPPORT_URL, SUPPORT_TOKEN } = process.env;
const support = createSupportClient({ url: SUPPORT_URL, token: SUPPORT_TOKEN });
const [, ...rows] = readFileSync(process.argv[2] ?? "people.txt", "utf8")
  .trim()
  .split(/\r?\n/);

for (const row of rows) {
  const [urn = "", firstName = "", lastName = "", email = ""] = row.split("\t");
  try {
    const { id: organisationId } = await support.organisations.get({ urn });
    await support.organisationUsers.add({ organisationId, firstName, lastName, email });
    console.log(`${email}\tAdded`);
  } catch (error) {
    // Some refusals are about one person, so go on with the next.
    const codes = ["BAD_REQUEST", "CONFLICT", "FORBIDDEN", "NOT_FOUND"];
    if (!isSupportError(error) || !codes.includes(error.code)) throw error;
    console.log(`${email}\t${error.reason === "alreadyInOrganisation" ? "Added before" : error.message}`);
  }
}
