import type { Finding } from "./schema.ts";

type Invitation =
  | { status: "queued" | "sent" | "delivered" | "cancelled"; at: string }
  | { status: "failed"; at: string; reason: string; advice: string };

/** What is known of how a person signs in. Times are ISO 8601 text in UTC, to the millisecond. */
export type SigningInFacts = {
  /** Whether the person asks about themself. */
  isSelf: boolean;
  /** Whether the person has something to sign in to: they belong to an organisation, or are a support user. */
  belongs: boolean;
  /** Whether all organisations to which the person belongs have closed, so that no invitation can be sent again. */
  isClosed: boolean;
  /** Whether a DfE Sign-in account is linked. */
  isLinked: boolean;
  lastSignedInAt: string | null;
  unlinkedAt: string | null;
  /** The latest invitation to something that the person still belongs to. */
  invitation: Invitation | null;
  /** The latest sign-in of another account with this person's address. */
  otherAccount: { problemId: string; at: string; hasSameName: boolean } | null;
  /** The latest refused sign-in of somebody whose name or address is the same or much alike. */
  similar: { problemId: string; at: string } | null;
};

/**
 * Returns what keeps a person from signing in, or that nothing does: the first finding that applies, with one next step
 * that can help (specification, section 12, Signing in).
 */
export function findingOf(facts: SigningInFacts): Finding {
  return (
    findFailure(facts) ??
    findOtherAccount(facts) ??
    findSimilar(facts) ??
    findMissing(facts) ??
    findSignIn(facts)
  );
}

function findFailure({ belongs, lastSignedInAt, invitation }: SigningInFacts): Finding | undefined {
  if (!belongs || lastSignedInAt !== null || invitation?.status !== "failed") return undefined;
  const { at, reason, advice } = invitation;
  return { kind: "invitation_failed", at, reason, advice, nextStep: "follow_advice" };
}

/** Without an organisation, adding the person to one unlinks the account too, and is the better step. */
function findOtherAccount(facts: SigningInFacts): Finding | undefined {
  const { belongs, isLinked, otherAccount } = facts;
  if (!belongs || !isLinked || otherAccount === null) return undefined;
  const { at, problemId } = otherAccount;
  return { kind: "other_account", at, problemId, nextStep: stepAfterOtherAccount(facts, otherAccount) };
}

function stepAfterOtherAccount(
  { isSelf, lastSignedInAt }: SigningInFacts,
  { at, hasSameName }: { at: string; hasSameName: boolean },
) {
  if (isSelf) return "ask_another_support_user";
  const hasSignedInSince = lastSignedInAt !== null && lastSignedInAt >= at;
  return hasSameName && !hasSignedInSince ? "unlink" : "remove_and_add";
}

function findSimilar({ lastSignedInAt, similar }: SigningInFacts): Finding | undefined {
  if (lastSignedInAt !== null || similar === null) return undefined;
  return { kind: "similar_refused", ...similar, nextStep: "see_problem" };
}

function findMissing({ belongs }: SigningInFacts): Finding | undefined {
  return belongs ? undefined : { kind: "no_organisation", nextStep: "add_to_organisation" };
}

function findSignIn({ isClosed, isLinked, lastSignedInAt, unlinkedAt, invitation }: SigningInFacts): Finding {
  if (lastSignedInAt === null) {
    const status = invitation === null || invitation.status === "failed" ? "none" : invitation.status;
    const nextStep = isClosed ? "add_to_another" : "send_again";
    return { kind: "not_signed_in", invitation: status, at: invitation?.at ?? null, nextStep };
  }
  if (!isLinked && unlinkedAt !== null)
    return { kind: "unlinked", at: unlinkedAt, nextStep: "ask_to_sign_in" };
  return { kind: "signed_in", at: lastSignedInAt, nextStep: "none" };
}
