import { expect, it } from "vitest";
import { acceptAddress } from "./email-address.ts";

it.each(["megan.price@example.com", "o'neil+x@sub.example.co.uk", "a@bücher.example", "a@x--y.example"])(
  "accepts %s",
  (address) => {
    expect(acceptAddress(address)).toBe(address);
  },
);

it("removes invisible characters", () => {
  expect(acceptAddress(" a\u200B@example.com\u00A0")).toBe("a@example.com");
});

it.each([
  "",
  "plain",
  "a@b@example.com",
  "a..b@example.com",
  "a b@example.com",
  '"a"@example.com',
  "é@example.com",
  "a@example",
  "a@example.c",
  "a@example.c0m",
  "a@-x.example",
  "a@x---y.example",
  "a@exam_ple.com",
  "a@example.com/x",
  `${"a".repeat(310)}@example.com`,
  `a@${"b".repeat(64)}.com`,
])("refuses %j", (address) => {
  expect(acceptAddress(address)).toBeNull();
});
