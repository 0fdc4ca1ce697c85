/** The examples of a first call. A test runs them as they are. */

export const curlCall = `curl --silent --show-error "$SUPPORT_URL/api/trpc/organisations.list" \\
  --header "Authorization: Bearer $SUPPORT_TOKEN" \\
  --header "Content-Type: application/json" \\
  --data '{ "query": "ashgrove" }'`;

export const pythonCall = `import json, os, urllib.error, urllib.request

def call(procedure, **values):
    request = urllib.request.Request(
        f"{os.environ['SUPPORT_URL']}/api/trpc/{procedure}",
        data=json.dumps(values).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['SUPPORT_TOKEN']}",
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)["result"]["data"]
    except urllib.error.HTTPError as refused:
        error = json.load(refused)["error"]
        raise SystemExit(f"{error['data']['code']}: {error['message']}")

for organisation in call("organisations.list", query="ashgrove")["items"]:
    print(organisation["id"], organisation["name"])`;

export const clientCall = `import { createSupportClient } from "support-console";

const { SUPPORT_URL, SUPPORT_TOKEN } = process.env;
const support = createSupportClient({ url: SUPPORT_URL, token: SUPPORT_TOKEN });

const { items } = await support.organisations.list({ query: "ashgrove" });
console.log(items.map(({ id, name }) => \`\${id} \${name}\`).join("\\n"));`;
