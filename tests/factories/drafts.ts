import { randomUUID } from "node:crypto";
import { type Answers, type DraftClaim, readDraft, storeAnswers } from "../../server/drafts/drafts.ts";
import type { Services } from "../../server/services.ts";
import { createSession } from "./sessions.ts";

/** Stored answers of a support user's session, and the claim by which they are saved. */
export async function startDraft(services: Services, scope: string, answers: Answers) {
  const { idHash } = await createSession(services);
  const claim: DraftClaim = { id: randomUUID(), sessionIdHash: idHash, scope };
  await storeAnswers(services.db, claim, answers);
  return { claim, readDraft: () => readDraft(services.db, claim) };
}
