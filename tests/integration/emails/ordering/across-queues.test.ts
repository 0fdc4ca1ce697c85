import { expect } from "vitest";
import { requeueEmails } from "../../../../server/emails/upkeep.ts";
import { age, readQueued } from "../../../fixtures/sending.ts";
import { readStatus } from "../../../records/emails.ts";
import { longTimings } from "../../../stand-ins/notify.ts";
import { addressChanged, elsewhere, inBulk, leave, references, removal, test } from "./scene.ts";

/** Longer than every wait. */
const wait = longTimings.request + longTimings.settling;

test("a single email is sent after earlier ones of a bulk change about its organisation, out of their turn", async ({
  db,
  mail,
  scene,
  send,
}) => {
  const bulk = await inBulk(scene);
  await leave(scene);
  const earlier = await removal(bulk);
  const aboutAnother = await elsewhere(bulk);
  const single = await removal(scene);
  const later = await removal(bulk);

  await send(single);

  expect(references(await mail.inbox())).toEqual([earlier, single]);
  for (const id of [aboutAnother, later]) {
    expect(await readStatus(db, id)).toMatchObject({ status: "queued", attempts: 0 });
  }
});

test("a turn is for one email of a bulk change, and for single emails that it must not overtake", async ({
  db,
  mail,
  scene,
  send,
}) => {
  const bulk = await inBulk(scene);
  await leave(scene);
  const [first, single, last] = [await removal(bulk), await addressChanged(scene), await removal(bulk)];
  const sent = async () => references(await mail.inbox());

  await send(last, "bulk");
  expect(await sent()).toEqual([first, single]);
  expect(await readQueued(db)).toEqual([{ queue: "send-bulk-email", emailId: last }]);

  await send(last, "bulk");
  expect(await sent()).toEqual([first, single, last]);
});

test.for([
  ["single", "bulk"],
  ["bulk", "single"],
] as const)(
  "after a failure that may pass, a %s email holds back a later %s one, and each keeps its queue",
  async ([firstQueue, secondQueue], { db, mail, scene, send }) => {
    const bulk = await inBulk(scene);
    await leave(scene);
    const first = await removal(firstQueue === "bulk" ? bulk : scene);
    const second = await removal(secondQueue === "bulk" ? bulk : scene);
    await mail.fail({ status: 500, count: 1 });
    const queues = { single: "send-email", bulk: "send-bulk-email" };

    await send(first, firstQueue);
    for (let times = 0; times < 3; times++) await send(second, secondQueue);

    expect(await readStatus(db, second)).toMatchObject({ status: "queued", attempts: 0 });
    expect((await readStatus(db, second)).dueAt).toEqual((await readStatus(db, first)).dueAt);
    expect(await readQueued(db)).toEqual([
      { queue: queues[firstQueue], emailId: first },
      { queue: queues[secondQueue], emailId: second },
    ]);
    await age(db, wait);
    await send(second, secondQueue);
    expect(references(await mail.inbox())).toEqual([first, second]);
  },
);

test("a single email takes an earlier one along although that pauses for Notify's rate limit", async ({
  db,
  mail,
  scene,
  send,
}) => {
  const first = await elsewhere(await inBulk(scene));
  const second = await addressChanged(scene);
  await mail.fail({ status: 429, count: 1 });

  await send(first, "bulk");

  expect(references(await mail.inbox())).toEqual([first, second]);
  expect(await readQueued(db)).toEqual([{ queue: "send-bulk-email", emailId: first }]);
});

test("a job in the other queue, as the release before makes it, leaves an email of a bulk change to its turn", async ({
  console,
  db,
  mail,
  scene,
  send,
}) => {
  const id = await elsewhere(await inBulk(scene));

  await send(id, "single");

  expect(await mail.inbox()).toEqual([]);
  expect(await requeueEmails(console)).toBe(1);
  expect(await requeueEmails(console)).toBe(0);
  expect(await readQueued(db)).toEqual([{ queue: "send-bulk-email", emailId: id }]);
});
