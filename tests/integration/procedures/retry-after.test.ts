import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { reasons, type WaitReason } from "../../../server/refusals.ts";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { untilSearching, whileSearchesWait } from "../../readings/searches.ts";
import { createSupportUser, tom } from "../../records/people.ts";

type Answered = Awaited<ReturnType<typeof callRaw>>;
type Call = (path: string, input: object) => Promise<Answered>;

/** How to be refused for each reason that ends by itself, and the longest time until then, in seconds. */
const refusals: Record<
  WaitReason,
  { longest: number; provoke: (call: Call, db: Database) => Promise<Answered> }
> = {
  sentJustNow: {
    longest: 5 * 60,
    provoke: async (call, db) => {
      const { id: userId } = await createSupportUser(db, tom);
      await call("supportUsers.resendInvitation", { userId });
      return call("supportUsers.resendInvitation", { userId });
    },
  },
  tooManyEmails: {
    longest: 24 * 60 * 60,
    provoke: async (call, db) => {
      const { id: userId, email } = await createSupportUser(db, tom);
      const values = { kind: "support_user_added" as const, support_user_id: userId, recipient: email };
      await db.insertInto("emails").values(Array<typeof values>(10).fill(values)).execute();
      return call("supportUsers.resendInvitation", { userId });
    },
  },
  tooManyRequests: {
    longest: 60,
    provoke: async (call, db) => {
      await call("supportUsers.list", {});
      await db.updateTable("rate_limits").set({ count: 600 }).execute();
      return call("supportUsers.list", {});
    },
  },
  tooManySearches: {
    longest: 2,
    provoke: async (call, db) => {
      const search = () => call("organisations.list", { query: "ash" });
      const { running, refused } = await whileSearchesWait(db, async () => {
        const both = [search(), search()];
        await untilSearching(db, 2);
        return { running: both, refused: await search() };
      });
      await Promise.all(running);
      return refused;
    },
  },
};

test.for(
  reasons.filter(({ code }) => code === "TOO_MANY_REQUESTS").map(({ reason }) => reason as WaitReason),
)(
  "the refusal %s says after how many seconds the call can be repeated",
  async (reason, { url, token, db }) => {
    const { longest, provoke } = refusals[reason];

    const refused = await provoke((path, input) => callRaw(url, path, posted(token, input)), db);

    expect(refused.status).toBe(429);
    expect(refused.answer.error?.data.reason).toBe(reason);
    expect(refused.headers.get("Retry-After")).toMatch(/^\d+$/);
    expect(Number(refused.headers.get("Retry-After"))).toSatisfy(
      (seconds) => seconds >= 1 && seconds <= longest,
    );
  },
);
