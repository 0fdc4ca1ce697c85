import { sql } from "kysely";
import { expect } from "vitest";
import { openNotify } from "../../../../jobs/notify/notify.ts";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { recordReceipt } from "../../../../server/emails/receipts/receipts.ts";
import { age, readQueued } from "../../../fixtures/sending.ts";
import { readStatus } from "../../../records/emails.ts";
import { unknownId } from "../../../records/organisations.ts";
import { longTimings } from "../../../stand-ins/notify.ts";
import { addressChanged, elsewhere, inBulk, invitation, leave, references, removal, test } from "./scene.ts";

/** Longer than every wait. */
const wait = longTimings.request + longTimings.settling;

test.for([
  ["drop-after-accept", /^(sent|delivered)$/, ["added", "removed"]],
  ["timeout", /^cancelled$/, []],
] as const)(
  "a removal waits until the outcome of the invitation is known: after %s, the invitation is %s",
  async ([fault, status, expected], { db, mail, scene, send }) => {
    await mail.fail({ status: fault, count: 1 });
    const added = await invitation(scene);
    await send(added);
    await leave(scene);
    const removed = await removal(scene);
    await send(removed);
    expect(await readStatus(db, removed)).toMatchObject({ status: "queued", attempts: 0 });

    await age(db, wait);
    await send(removed);

    expect(await readStatus(db, added)).toMatchObject({
      status: expect.stringMatching(status) as string,
      attempts: 1,
    });
    const ids = { added, removed };
    expect(references(await mail.inbox())).toEqual(expected.map((name) => ids[name]));
  },
);

test("an email waits for an earlier one whose worker died, and goes out after it", async ({
  db,
  mail,
  scene,
  send,
}) => {
  const first = await addressChanged(scene);
  await sql`update emails set attempts = 1, attempted_at = now()`.execute(db);
  const second = await invitation(scene);
  await send(second);
  expect(await readStatus(db, second)).toMatchObject({ status: "queued", attempts: 0 });

  await age(db, wait);
  await send(second);

  expect(references(await mail.inbox())).toEqual([first, second]);
});

test("an unknown outcome stays unknown if Notify cannot be asked", async ({
  db,
  mail,
  scene,
  sender,
  send,
}) => {
  await mail.fail({ status: "drop-after-accept", count: 1 });
  const added = await invitation(scene);
  await send(added);
  await age(db, wait);
  const unreachable = { ...sender.environment, NOTIFY_BASE_URL: "http://127.0.0.1:1" };
  await sendEmail({ ...sender, notify: openNotify(unreachable, longTimings.request) }, "single", added);
  await leave(scene);
  const removed = await removal(scene);

  await age(db, wait);
  await send(removed);

  expect(references(await mail.inbox())).toEqual([added, removed]);
});

test("the next email of each queue goes out as soon as a receipt settles the earlier one", async ({
  console,
  db,
  mail,
  scene,
  send,
}) => {
  await mail.fail({ status: "drop-after-accept", count: 1 });
  const first = await addressChanged(scene);
  await send(first);
  const second = await invitation(scene);
  await send(second);
  const third = await elsewhere(await inBulk(scene));
  await send(third, "bulk");
  const last = await addressChanged(scene);
  const before = await readQueued(db);

  await recordReceipt(console, {
    id: unknownId,
    reference: first,
    status: "delivered",
    sent_at: null,
    completed_at: null,
  });

  expect((await readQueued(db)).slice(before.length)).toEqual([
    { queue: "send-bulk-email", emailId: third },
    { queue: "send-email", emailId: second },
  ]);
  await send(second);
  expect(references(await mail.inbox())).toEqual([first, second, third, last]);
});
