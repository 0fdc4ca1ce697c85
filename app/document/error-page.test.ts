import { expect, test } from "vitest";
import { errorHeading } from "./error-page.tsx";

test.each([
  [400, "Sorry, there is a problem with your request"],
  [403, "You do not have permission to view this page"],
  [404, "Page not found"],
  [405, "Page not found"],
  [413, "Sorry, you sent too much information"],
  [429, "Sorry, you have tried too many times"],
  [500, "Sorry, there is a problem with the service"],
  [503, "Sorry, the service is unavailable"],
  [418, "Sorry, there is a problem with your request"],
  [502, "Sorry, there is a problem with the service"],
])("%i: %s", (status, heading) => {
  expect(errorHeading({ status })).toBe(heading);
});

test("a refusal with a reason shows the reason", () => {
  expect(errorHeading({ status: 403, data: "You cannot remove yourself" })).toBe(
    "You cannot remove yourself",
  );
  expect(errorHeading({ status: 403, data: "" })).toBe("You do not have permission to view this page");
  expect(errorHeading({ status: 403, data: null })).toBe("You do not have permission to view this page");
});

test("no other status shows the data of the error", () => {
  expect(errorHeading({ status: 500, data: "duplicate key" })).toBe(
    "Sorry, there is a problem with the service",
  );
});
