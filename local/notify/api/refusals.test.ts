import { afterEach, beforeEach, expect, it } from "vitest";
import {
  asText,
  bearer,
  failure,
  megan,
  personalisation,
  secret,
  startTestNotify,
  templateId,
  type TestNotify,
  unknownId,
} from "../../../tests/factories/notify-stand-in.ts";

let notify: TestNotify;

beforeEach(async () => {
  notify = await startTestNotify();
});
afterEach(() => notify.stop());

const post = (body: unknown) =>
  notify.call("/v2/notifications/email", { method: "POST", body: asText(body) });

it("refuses what it cannot send, in Notify's words", async () => {
  const good = { email_address: megan, template_id: templateId, personalisation };
  expect(
    await post({ ...good, personalisation: { ...personalisation, service: null, name: undefined } }),
  ).toEqual(failure(400, "BadRequestError", "Missing personalisation: service, name"));
  expect(await post({ ...good, template_id: unknownId })).toEqual(
    failure(400, "BadRequestError", "Template not found"),
  );
  expect(await post({ ...good, email_address: "megan@" })).toEqual(
    failure(400, "ValidationError", "email_address is not a valid email address"),
  );
  expect(await post({ ...good, personalisation: "x" })).toEqual(
    failure(400, "ValidationError", "personalisation x is not of type object"),
  );
  expect(await post({ ...good, to: "x" })).toEqual(
    failure(400, "ValidationError", "Additional properties are not allowed (to was unexpected)"),
  );
  expect(await post("{")).toEqual(failure(400, "BadRequestError", "Invalid JSON supplied in POST data"));
  expect((await post({})).body).toEqual({
    status_code: 400,
    errors: [
      { error: "ValidationError", message: "email_address is a required property" },
      { error: "ValidationError", message: "template_id is a required property" },
    ],
  });
  expect(await notify.inbox()).toEqual([]);
});

it.each([
  ["a token signed with another key", {}, unknownId, 403, "Invalid token: API key not found"],
  ["another service's token", { iss: unknownId }, secret, 403, "Invalid token: service not found"],
  ["no service id", { iss: "x" }, secret, 403, "Invalid token: service id is not the right data type"],
  ["no issuer", { iss: undefined }, secret, 403, "Invalid token: iss field not provided"],
])("refuses %s", async (_what, claims, key, status, message) => {
  const authorization = await bearer(notify.clock.now, claims, key);
  expect(await notify.call("/v2/templates", {}, authorization)).toEqual(
    failure(status, "AuthError", message),
  );
});

it("refuses a token more than 30 seconds from now, another algorithm, and none", async () => {
  const at = async (seconds: number) => {
    const iat = Math.floor(notify.clock.now / 1000) + seconds;
    return notify.call("/v2/templates", {}, await bearer(notify.clock.now, { iat }));
  };
  const clock = failure(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds");
  expect(await at(-32)).toEqual(clock);
  expect(await at(32)).toEqual(clock);
  expect([(await at(-29)).status, (await at(29)).status]).toEqual([200, 200]);
  const other = await bearer(notify.clock.now, {}, secret + secret, "HS512");
  expect((await notify.call("/v2/templates", {}, other)).status).toBe(403);
  expect((await notify.call("/v2/templates", {}, "Bearer nonsense")).status).toBe(403);
  expect((await notify.call("/v2/templates", {}, "Basic x")).status).toBe(401);
  expect((await fetch(`${notify.url}/v2/templates`)).status).toBe(401);
});

it("answers 404 for an unknown path and 405 for a wrong method", async () => {
  expect((await notify.call("/v2/notifications/email/more")).status).toBe(404);
  expect((await notify.call("/nowhere")).status).toBe(404);
  expect((await notify.call("/v2/templates", { method: "POST" })).status).toBe(405);
});
