import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import { fieldErrorsFromIssues } from "../../server/procedures/field-errors.ts";
import { messageOf } from "../../server/refusals.ts";
import { detailSchemas } from "../../server/people/schema.ts";
import { supportUserEmail } from "../../server/people/email.ts";
import { expectPage } from "./expectations/answers.ts";
import { expectBalancedBooks } from "./expectations/stored-records.ts";
import { type Answer, exchange } from "./product/exchange.ts";
import { brokenBodies, encodings, type Form, mangledInto, readFields, typedInto } from "./inputs/forms.ts";
import { fuzz, patience, shares } from "./fuzz.ts";
import { createPeople, type People } from "./inputs/people.ts";
import { type Product, test } from "./product/product.ts";
import { listTargets, liveValue, type Target } from "./inputs/targets.ts";
import { wellFormed } from "./inputs/texts.ts";

const details = {
  organisation: z.object(detailSchemas),
  support: z.object({ ...detailSchemas, email: supportUserEmail }),
};

const addressOf = ({ path, parts }: Target) => `/${parts.map((part) => liveValue(path, part)).join("/")}`;

/** Every form with its fields, read from its page. */
function readForms(product: Product, people: People): Promise<Form[]> {
  const targets = listTargets().filter(({ takesPosts }) => takesPosts);
  const forms = targets.map(async (target) => {
    const path = people.fill(addressOf(target));
    const page = await product.visit({
      method: "GET",
      target: path,
      headers: people.credentials.supportUser,
    });
    return { target, fields: readFields(page.text) };
  });
  return Promise.all(forms);
}

/** Decodes a page's HTML, so that attribute values equal the typed text. */
function shownValue(page: string, name: string): string | undefined {
  const [, value] = new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(page) ?? [];
  const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  return value?.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => characters[name] ?? "");
}

/**
 * Checks the response to a form: it redirects to the next page, or shows the typed values with the error
 * messages.
 *
 * @returns false if the response is about something else, such as a user who was removed at the same moment
 */
function expectDetails(
  path: string,
  typed: Record<string, string>,
  { status, headers, text }: Answer,
): boolean {
  const schema = path.startsWith("/support/users") ? details.support : details.organisation;
  const checked = schema.safeParse(typed);
  if (headers.location === `${path}/check`) expect(checked.success, "fields that are right").toBe(true);
  if (!text.includes("Personal details</h1>")) return headers.location === `${path}/check`;
  const messages = checked.success
    ? [messageOf("emailInUse")]
    : Object.values(fieldErrorsFromIssues(checked.error.issues));
  expect(status).toBe(400);
  for (const message of messages) expect(text).toContain(message);
  for (const [name, value] of Object.entries(typed)) expect(shownValue(text, name) ?? "").toBe(value);
  return true;
}

test(
  "responds properly to any values in the fields of every form",
  { timeout: patience },
  async ({ product, resources }) => {
    const forms = await readForms(product, await createPeople(resources));
    expect(forms.filter(({ fields }) => fields.length === 3)).toHaveLength(4);
    let judged = 0;
    await fuzz("forms", fc.constantFrom(...forms).chain(posts), (volley) =>
      product.volley(volley, async ({ target, fields, typed, encoding, body }, people, { url }) => {
        const path = people.fill(addressOf(target));
        const filled = typed.map(([name, value]): [string, string] => [name, wellFormed(people.fill(value))]);
        const { headers, ...rest } = body ?? encodings[encoding](filled);
        const credentials = people.credentials.supportUser;
        const sent = { method: "POST", target: path, headers: [...credentials, ...headers], ...rest };
        const answer = await exchange(url, sent);
        expectPage(sent, answer, product.elsewhere);
        const isForm =
          body === null &&
          fields.length === 3 &&
          typed.every(([name], index) => name === fields[index]) &&
          typed.length === 3;
        if (isForm && expectDetails(path, Object.fromEntries(filled), answer)) judged += 1;
        const isDownload = answer.headers["content-type"] === "text/csv; charset=utf-8";
        return answer.status === 302 || isDownload ? 1 : 0;
      }),
    );
    expect(judged, "details forms that were answered as such").toBeGreaterThan(shares.forms / 20);
    await expectBalancedBooks(resources.db);
  },
);

/** A form's fields, or raw bytes instead. */
function posts({ target, fields }: Form) {
  return fc.record(
    {
      ...{ target: fc.constant(target), fields: fc.constant(fields) },
      typed: fc.oneof(
        { weight: 5, arbitrary: typedInto(fields) },
        { weight: 1, arbitrary: mangledInto(fields) },
      ),
      encoding: fc.constantFrom("urlEncoded" as const, "multipart" as const),
      body: fc.oneof(
        { weight: 5, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: brokenBodies(fields) },
      ),
    },
    { noNullPrototype: true },
  );
}
