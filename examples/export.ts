// Writes all organisation users to a file, one JSON object a line. If it fails, the file of the night before stays.
import { open, rename } from "node:fs/promises";
import { createSupportClient } from "support-console";

const { SUPPORT_URL: url, SUPPORT_TOKEN: token, EXPORT_FILE = "users.ndjson" } = process.env;
const users = createSupportClient({ url, token }).organisationUsers.export.all({ pageSize: 1_000 });
const file = await open(`${EXPORT_FILE}.part`, "w");
for await (const user of users) await file.write(`${JSON.stringify(user)}\n`);
await file.close();
await rename(`${EXPORT_FILE}.part`, EXPORT_FILE);
