import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { createDocument } from "../../server/openapi/document.ts";
import { test } from "../fixtures/api.ts";
import { createOrganisation } from "../records/organisations.ts";
import { temporaryFolder } from "../setup/temporary-folder.ts";

const run = promisify(execFile);

/** Code of a developer elsewhere, who has generated the package `console_client`. */
const script = `
import json, sys
from console_client import AuthenticatedClient
from console_client.api.organisation_users import organisation_users_add, organisation_users_list
from console_client.models import OrganisationUsersAddInput, OrganisationUsersListInput

url, token, organisation_id = sys.argv[1:]
client = AuthenticatedClient(base_url=url, token=token)
person = OrganisationUsersAddInput(
    organisation_id=organisation_id, first_name="Megan", last_name="Price", email="megan.price@example.com"
)
organisation_users_add.sync(client=client, body=person)
again = organisation_users_add.sync_detailed(client=client, body=person)
listed = organisation_users_list.sync(client=client, body=OrganisationUsersListInput(organisation_id=organisation_id))
names = [item.first_name for item in listed.result.data.items]
print(json.dumps({"names": names, "repeated": again.status_code}))
`;

/** @throws {Error} that says what to install, unless the generator is there */
async function expectGenerator(): Promise<void> {
  await run("openapi-python-client", ["--version"]).catch((cause: unknown) => {
    const advice =
      "install it with `pipx install openapi-python-client` or `pip install openapi-python-client`";
    throw new Error(`openapi-python-client is missing, which generates a client in Python: ${advice}`, {
      cause,
    });
  });
}

test("a client in Python that openapi-python-client generates can call", async ({ url, token, db }) => {
  await expectGenerator();
  using folder = temporaryFolder();
  const { id: organisationId } = await createOrganisation(db);
  const document = join(folder.path, "openapi.json");
  await writeFile(document, JSON.stringify(createDocument(url)));
  await writeFile(join(folder.path, "use.py"), script);
  const options = [
    "--path",
    document,
    "--meta",
    "none",
    "--output-path",
    join(folder.path, "console_client"),
  ];

  await run("openapi-python-client", ["generate", ...options]);
  const { stdout } = await run("python3", ["use.py", url, token, organisationId], { cwd: folder.path });

  expect(JSON.parse(stdout)).toEqual({ names: ["Megan"], repeated: 409 });
});
