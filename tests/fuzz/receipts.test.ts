import fc from "fast-check";
import { expect } from "vitest";
import { requiredVariables } from "../stand-ins/environment.ts";
import { createEmail } from "../records/emails.ts";
import { createOrganisation } from "../records/organisations.ts";
import { createOrganisationUser, megan } from "../records/people.ts";
import { expectSound, wasUnread } from "./expectations/answers.ts";
import { exchange } from "./product/exchange.ts";
import { fuzz, patience } from "./fuzz.ts";
import { anyHeaders } from "./inputs/headers.ts";
import { anyJson, asObject, asText } from "./inputs/json.ts";
import { test } from "./product/product.ts";
import { canary, dates, prototypeKeys, typedId } from "./inputs/texts.ts";

const statuses = [
  "delivered",
  "delivered",
  "permanent-failure",
  "temporary-failure",
  "technical-failure",
  "sending",
];

const times = fc.constantFrom(...dates, "2026-01-14T10:32:00.123456+01:00").map(asText);

const fields: Record<string, fc.Arbitrary<string>> = {
  id: fc.constantFrom('"{fresh}"', '"{FRESH}"'),
  reference: fc.constantFrom('"{reference}"', '"{reference}"', '"{fresh}"', "null"),
  to: fc.constant(asText(`${canary}@example.com`)),
  status: fc.constantFrom(...statuses).map(asText),
  created_at: times,
  completed_at: fc.oneof(times, fc.constant("null")),
  sent_at: fc.oneof(times, fc.constant("null")),
  notification_type: fc.constant('"email"'),
};

const entry = ([name, likely]: [string, fc.Arbitrary<string>]) =>
  fc.tuple(
    fc.oneof({ weight: 30, arbitrary: fc.constant(name) }, fc.constantFrom(...prototypeKeys)),
    fc.oneof(
      { weight: 15, arbitrary: likely },
      { weight: 1, arbitrary: anyJson },
      { weight: 1, arbitrary: typedId.map(asText) },
    ),
  );

const receipt = fc.tuple(...Object.entries(fields).map(entry)).map(asObject);

const requests = fc.record(
  {
    method: fc.constantFrom(...["POST", "POST", "POST", "POST", "POST", "POST", "PUT", "GET"]),
    authorization: fc.constantFrom(
      ...["Bearer {callback}", "Bearer {callback}", "Bearer {callback}", "Bearer {token}", ""],
    ),
    body: fc.oneof({ weight: 6, arbitrary: receipt }, { weight: 1, arbitrary: anyJson }),
    headers: anyHeaders,
  },
  { noNullPrototype: true },
);

test("responds properly to any delivery receipt", { timeout: patience }, async ({ product, db }) => {
  const organisation = await createOrganisation(db);
  const organisationUser = await createOrganisationUser(db, megan, { organisations: [organisation] });
  await fuzz("receipts", requests, async (volley) => {
    const reference = await createEmail(db, "organisation_user_added", { organisation, organisationUser });
    const fill = (text: string) =>
      text.replace("{reference}", reference).replace("{callback}", requiredVariables.NOTIFY_CALLBACK_TOKEN);
    await product.volley(volley, async ({ method, authorization, body, headers }, people, { url }) => {
      const sent = {
        ...{ method, target: "/webhooks/notify", body: Buffer.from(people.fill(fill(body))) },
        headers: [["Authorization", people.fill(fill(authorization))] as [string, string], ...headers],
      };
      const answer = await exchange(url, sent);
      if (wasUnread(sent, answer, product.elsewhere)) return 0;
      expectSound(sent, answer, product.elsewhere);
      const { status, text } = answer;
      expect([204, 400, 401, 405, 413, 415]).toContain(status);
      if (status !== 204) expect(Object.keys(JSON.parse(text) as object)).toEqual(["error"]);
      return status === 204 ? 1 : 0;
    });
  });
});
