// Removes everyone from an organisation: SUPPORT_URL=… SUPPORT_TOKEN=… node remove-everyone.ts 100001
import { createSupportClient } from "support-console";

const { SUPPORT_URL, SUPPORT_TOKEN } = process.env;
const support = createSupportClient({ url: SUPPORT_URL, token: SUPPORT_TOKEN });
const { id: organisationId } = await support.organisations.get({ urn: process.argv[2] });
const users: string[] = [];
for await (const { id } of support.organisationUsers.all({ organisationId })) users.push(id);
for (const userId of users) await support.organisationUsers.remove({ organisationId, userId });
