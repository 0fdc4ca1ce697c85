import { expect, test } from "vitest";
import { type Candidate, type Identity, match } from "./match.ts";

const megan: Candidate = { id: "1", dfeSignInId: "dsi-megan", email: "megan.price@example.com" };
const invited: Candidate = { id: "2", dfeSignInId: null, email: "tom@example.com" };

const identity = (changes: Partial<Identity>): Identity => ({
  sub: "dsi-megan",
  email: "megan.price@example.com",
  ...changes,
});

test.each([
  ["id and address known", identity({}), [megan], { outcome: "known", user: megan, newEmail: undefined }],
  [
    "known id, new address: followed",
    identity({ email: "megan@example.com" }),
    [megan],
    { outcome: "known", user: megan, newEmail: "megan@example.com" },
  ],
  [
    "known id, new address that is not verified: not followed",
    identity({ email: "megan@example.com", emailVerified: false }),
    [megan],
    { outcome: "known", user: megan, newEmail: undefined },
  ],
  [
    "known id, somebody else's address: the id decides",
    identity({ email: "tom@example.com" }),
    [invited, megan],
    { outcome: "known", user: megan, newEmail: "tom@example.com" },
  ],
  [
    "known address without an id: the first sign-in",
    identity({ sub: "dsi-tom", email: "tom@example.com", emailVerified: true }),
    [invited],
    { outcome: "first", user: invited },
  ],
  [
    "known address that is not verified",
    identity({ sub: "dsi-tom", email: "tom@example.com", emailVerified: false }),
    [invited],
    { outcome: "none" },
  ],
  [
    "address linked to another id",
    identity({ sub: "dsi-new" }),
    [megan],
    { outcome: "mismatch", user: megan },
  ],
  ["unknown id and address", identity({ sub: "dsi-new", email: "new@example.com" }), [], { outcome: "none" }],
] as const)("%s", (_, who, candidates, expected) => {
  expect(match(who, candidates)).toEqual(expected);
});
