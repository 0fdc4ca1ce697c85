import { expect, it } from "vitest";
import { type RefusalFacts, refusalOf } from "./refusal.ts";

const linkedTo = { kind: "organisation_user", id: "linked" } as const;
const outside = { kind: "support_user", id: "outside" } as const;
const removed = { kind: "support_user", id: "removed" } as const;
const verified = { isVerified: true };

it.each<[name: string, facts: RefusalFacts, refusal: ReturnType<typeof refusalOf>]>([
  ["an unconfirmed address", { isVerified: false }, { reason: "unconfirmed_address" }],
  [
    "an unconfirmed address, whatever else is known",
    { isVerified: false, linkedTo, outside, removed },
    { reason: "unconfirmed_address" },
  ],
  [
    "a linked address",
    { ...verified, linkedTo, outside, removed },
    { reason: "linked_account", about: linkedTo },
  ],
  [
    "an address outside DfE",
    { ...verified, outside, removed },
    { reason: "not_departmental", about: outside },
  ],
  ["a removed support user", { ...verified, removed }, { reason: "removed_support_user", about: removed }],
  ["nobody known", verified, { reason: "not_invited" }],
])("gives the first reason that applies: %s", (_, facts, refusal) => {
  expect(refusalOf(facts)).toEqual(refusal);
});
