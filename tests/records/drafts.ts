import { randomUUID } from "node:crypto";
import { type Answers, type DraftKey, readDraft, storeAnswers } from "../../server/drafts/drafts.ts";
import type { Resources } from "../../server/resources.ts";
import { createSession } from "./sessions.ts";

/** Stores a support user's answers, and returns the claim with which they are saved. */
export async function startDraft(resources: Resources, scope: string, answers: Answers) {
  const { idHash } = await createSession(resources);
  const claim: DraftKey = { id: randomUUID(), sessionIdHash: idHash, scope };
  await storeAnswers(resources.db, claim, answers);
  return { claim, readDraft: () => readDraft(resources.db, claim) };
}
