import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../db/database.ts";
import { action } from "../../app/routes/support.activity.download.tsx";
import { test } from "../fixtures/web.ts";
import { createSupportUser } from "../records/people.ts";
import { createSession, openContext } from "../records/sessions.ts";

const megabyte = 2 ** 20;
const entries = 1_000_000;

const batch = 50_000;

async function storeEntries(db: Database, id: string): Promise<void> {
  await sql`
    insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, subject_email)
    select 'support_user', ${id}, 'Priya Nair', 'added', 'support_user', ${id}, 'Megan Price', 'megan.price@example.com'
    from generate_series(1, ${batch}::integer)
  `.execute(db);
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** What is in memory after garbage was collected, in megabytes. */
function readHeap(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / megabyte;
}

const patience = { timeout: 600_000 };

test("1,000,000 entries need no more memory than 100,000", patience, async ({ resources, db }) => {
  const { id } = await createSupportUser(db);
  for (let stored = 0; stored < entries; stored += batch) await storeEntries(db, id);
  await sql`analyze activity`.execute(db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const context = { server: await openContext(resources, sessionId) };
  const request = new Request("http://localhost:3000/support/activity/download", { method: "POST" });

  const response = await action({ request, params: {}, context });

  const heaps: number[] = [];
  let lines = 0;
  for await (const bytes of response.body ?? []) {
    const before = lines;
    lines +=
      Buffer.from(bytes as Uint8Array)
        .toString()
        .split("\r\n").length - 1;
    if (Math.floor(lines / 100_000) > Math.floor(before / 100_000)) heaps.push(readHeap());
  }
  expect(lines).toBe(entries + 1);
  const [first = 0, ...later] = heaps;
  process.stdout.write(`Megabytes in memory at each 100,000 entries: ${heaps.map(Math.round).join(", ")}\n`);
  expect(Math.max(...later) - first).toBeLessThan(10);
});
