import { expect, it } from "vitest";
import type { EmailKind } from "../kinds.ts";
import { isUninvited } from "./invited.ts";

const [accepted, rejected, unknown] = ["accepted", "rejected", "unknown"] as const;
type Outcome = typeof accepted | typeof rejected | typeof unknown;

const email = (kind: EmailKind, outcome: Outcome, isAboutAll = false) => ({
  kind,
  isAccepted: outcome === "accepted",
  isUnknown: outcome === "unknown",
  isAboutAll,
});
const invited = (outcome: Outcome) => email("organisation_user_added", outcome);
const removed = (outcome: Outcome) => email("organisation_user_removed", outcome);
const addressChanged = (outcome: Outcome) => email("email_address_changed", outcome, true);

it.each([
  ["without any record", [], false],
  ["after an accepted invitation", [invited(accepted)], false],
  ["after a rejected invitation", [invited(rejected)], true],
  ["after an invitation with an unknown outcome", [invited(unknown)], false],
  ["after invitations of which one was accepted", [invited(accepted), invited(rejected)], false],
  ["after several rejected invitations", [invited(rejected), invited(rejected)], true],
  ["after new sign-in details", [invited(rejected), addressChanged(accepted)], false],
  ["after rejected new sign-in details", [invited(rejected), addressChanged(rejected)], true],
  ["after sign-in details from before the membership", [addressChanged(accepted), invited(rejected)], true],
  ["after sign-in details alone", [addressChanged(rejected)], false],
  [
    "after an earlier membership, whose end they heard of",
    [invited(accepted), removed(accepted), invited(rejected)],
    true,
  ],
  [
    "after an earlier membership, whose end they did not hear of",
    [invited(accepted), removed(rejected), invited(rejected)],
    false,
  ],
  [
    "after an earlier membership, whose end they may have heard of",
    [invited(accepted), removed(unknown), invited(rejected)],
    false,
  ],
  ["in a second membership without a record", [invited(rejected), removed(accepted)], false],
  [
    "after an invitation to a second membership",
    [invited(rejected), removed(rejected), invited(accepted)],
    false,
  ],
])("whether a person never heard of their membership: %s", (_, earlier, expected) => {
  expect(isUninvited(earlier)).toBe(expected);
});
