import { expect } from "vitest";
import {
  asText,
  bearer,
  failure,
  it,
  megan,
  personalisation,
  secret,
  serviceId,
  templateId,
  type TestNotify,
  unknownId,
} from "../../../tests/stand-ins/notify-client.ts";

const post = (notify: TestNotify, body: unknown) =>
  notify.call("/v2/notifications/email", { method: "POST", body: asText(body) });

it("refuses what it cannot send, in Notify's words", async ({ notify }) => {
  const good = { email_address: megan, template_id: templateId, personalisation };
  expect(
    await post(notify, { ...good, personalisation: { ...personalisation, service: null, name: undefined } }),
  ).toEqual(failure(400, "BadRequestError", "Missing personalisation: service, name"));
  expect(await post(notify, { ...good, template_id: unknownId })).toEqual(
    failure(400, "BadRequestError", "Template not found"),
  );
  expect(await post(notify, { ...good, email_address: "megan@" })).toEqual(
    failure(400, "ValidationError", "email_address is not a valid email address"),
  );
  expect(await post(notify, { ...good, personalisation: "x" })).toEqual(
    failure(400, "ValidationError", "personalisation x is not of type object"),
  );
  expect(await post(notify, { ...good, to: "x" })).toEqual(
    failure(400, "ValidationError", "Additional properties are not allowed (to was unexpected)"),
  );
  expect(await post(notify, { ...good, reference: null })).toEqual(
    failure(400, "ValidationError", "reference None is not of type string"),
  );
  const long = "x".repeat(1_001);
  expect(await post(notify, { ...good, reference: long })).toEqual(
    failure(400, "ValidationError", `reference ${long} is too long`),
  );
  expect(await post(notify, { ...good, email_reply_to_id: unknownId })).toEqual(
    failure(
      400,
      "BadRequestError",
      `email_reply_to_id ${unknownId} does not exist in database for service id ${serviceId}`,
    ),
  );
  const name = "x".repeat(1_999_997);
  expect(
    await post(notify, {
      ...good,
      personalisation: { ...personalisation, name, sign_in_url: "", access: "" },
    }),
  ).toEqual(
    failure(
      400,
      "BadRequestError",
      "Emails cannot be longer than 2000000 bytes. Your message is 2000027 bytes.",
    ),
  );
  expect(await post(notify, "{")).toEqual(
    failure(400, "BadRequestError", "Invalid JSON supplied in POST data"),
  );
  expect((await post(notify, {})).body).toEqual({
    status_code: 400,
    errors: [
      { error: "ValidationError", message: "email_address is a required property" },
      { error: "ValidationError", message: "template_id is a required property" },
    ],
  });
  expect(await notify.inbox()).toEqual([]);
});

it.for<[string, Parameters<typeof bearer>[1], key: string, algorithm?: string]>([
  ["signed with another key", {}, unknownId],
  ["of another service", { iss: unknownId }, secret],
  ["with another algorithm", {}, secret + secret, "HS512"],
])("refuses a token %s", async ([, claims, key, algorithm], { notify }) => {
  const authorization = await bearer(notify.clock.now, claims, key, algorithm);
  const invalid = failure(403, "AuthError", "Invalid token: API key not found");
  expect(await notify.call("/v2/notifications", {}, authorization)).toEqual(invalid);
});

it("refuses a token more than 30 seconds from now, and a request without one", async ({ notify }) => {
  const at = async (seconds: number) => {
    const iat = Math.floor(notify.clock.now / 1000) + seconds;
    return notify.call("/v2/notifications", {}, await bearer(notify.clock.now, { iat }));
  };
  const clock = failure(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
  expect(await at(-32)).toEqual(clock);
  expect(await at(32)).toEqual(clock);
  expect([(await at(-29)).status, (await at(29)).status]).toEqual([200, 200]);
  expect((await notify.call("/v2/notifications", {}, "Basic x")).status).toBe(401);
});

it.for(["/nowhere", "/v2/notifications/email"])("answers 404 to GET %s", async (path, { notify }) => {
  expect((await notify.call(path)).status).toBe(404);
});
