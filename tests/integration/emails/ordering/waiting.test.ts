import { sql } from "kysely";
import { expect } from "vitest";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { type EmailQueue, queueEmailJob } from "../../../../server/emails/queue.ts";
import { addEric, age, readEmailJobs, readEmailRecords } from "../../../fixtures/sending.ts";
import { readStatus } from "../../../records/emails.ts";
import { eric } from "../../../records/people.ts";
import { longTimings } from "../../../stand-ins/notify.ts";
import {
  addressChanged,
  elsewhere,
  inBulk,
  invitation,
  leave,
  references,
  removal,
  type Scene,
  test,
} from "./scene.ts";

/** Longer than every wait. */
const wait = longTimings.request + longTimings.settling;

test("a person added again during an outage does not hear of the removal", async ({
  console,
  db,
  mail,
  send,
}) => {
  const { api, user, organisation } = await addEric(console);
  const last = async () => (await readEmailRecords(db)).at(-1)?.id ?? "";
  const added = await last();
  await send(added);
  await mail.fail({ status: 500, count: 3 });
  await api.organisationUsers.remove(user);
  const removed = await last();
  await send(removed);
  await age(db, wait);
  await send(removed);
  await api.organisationUsers.add({ organisationId: organisation.id, ...eric });
  const addedAgain = await last();
  await send(addedAgain);
  await age(db, wait);
  await Promise.all([send(removed), send(addedAgain)]);

  expect(await readStatus(db, removed)).toMatchObject({ status: "cancelled", attempts: 2 });
  expect(references(await mail.inbox())).toEqual([added, addedAgain]);
});

test("a person removed during an outage hears neither of the invitation nor of the removal", async ({
  db,
  mail,
  scene,
  send,
}) => {
  await mail.fail({ status: 500, count: 1 });
  const added = await invitation(scene);
  await send(added);
  await leave(scene);
  const removed = await removal(scene);
  await send(removed);

  expect(await readStatus(db, added)).toMatchObject({ status: "cancelled", attempts: 1 });
  expect(await readStatus(db, removed)).toMatchObject({ status: "cancelled", attempts: 0 });
  expect(await mail.inbox()).toEqual([]);
});

type Email = (scene: Scene) => Promise<string>;

test.for<[string, earlier: Email, later: Email]>([
  ["about the same organisation", removal, removal],
  ["about all organisations, before one about one", addressChanged, invitation],
  ["about one organisation, before one about all", invitation, addressChanged],
])("an email waits as long as an earlier one %s", async ([, earlier, later], { db, mail, scene, send }) => {
  if (earlier === removal) await leave(scene);
  const first = await earlier(scene);
  await mail.fail({ status: 500, count: 2 });
  await send(first);
  const second = await later(scene);
  for (let times = 0; times < 3; times++) await send(second);

  expect(await readStatus(db, second)).toMatchObject({ status: "queued", attempts: 0 });
  expect((await readStatus(db, second)).dueAt).toEqual((await readStatus(db, first)).dueAt);
  expect(await readEmailJobs(db)).toHaveLength(2); // one each, however often a job met the earlier email

  await age(db, wait);
  await send(first);
  expect((await readStatus(db, second)).dueAt).toEqual((await readStatus(db, first)).dueAt);
  expect(await mail.inbox()).toEqual([]);

  await age(db, wait);
  await send(first);
  expect(references(await mail.inbox())).toEqual([first, second]);
});

test("an email does not wait for one about another organisation", async ({ mail, scene, send }) => {
  await mail.fail({ status: 500, count: 1 });
  await send(await invitation(scene));
  const second = await elsewhere(scene);

  await send(second);

  expect(references(await mail.inbox())).toEqual([second]);
});

test.for<EmailQueue>(["single", "bulk"])(
  "a worker at a %s email sends a single email that is requested for the person meanwhile",
  async (from, { mail, scene, sender }) => {
    const first = await invitation(from === "bulk" ? await inBulk(scene) : scene);
    let second = "";
    const notify = {
      ...sender.notify,
      send: async (message: Parameters<typeof sender.notify.send>[0]) => {
        if (second === "") second = await elsewhere(scene);
        return sender.notify.send(message);
      },
    };

    await sendEmail({ ...sender, notify }, from, first);

    expect(references(await mail.inbox())).toEqual([first, second]);
  },
);

test("emails from before the numbering come first, by time", async ({ db, mail, scene, send }) => {
  const newest = await addressChanged(scene);
  const second = await elsewhere(scene);
  const first = await invitation(scene);
  await sql`update emails set sequence = null where id <> ${newest}`.execute(db);
  await sql`update emails set created_at = created_at - interval '1 hour' where id = ${first}`.execute(db);

  await send(newest);

  expect(references(await mail.inbox())).toEqual([first, second, newest]);
});

test("two workers keep the order of a person's emails through retries", async ({
  console,
  db,
  mail,
  scene,
  startWorker,
}) => {
  await leave(scene);
  const ids: string[] = [];
  for (let count = 0; count < 8; count++) ids.push(await removal(scene));
  await mail.fail({ status: 500, count: 3 });
  for (const id of ids) await queueEmailJob(db, console.queue, { emailId: id, to: "single" });

  await Promise.all([startWorker(), startWorker()]);

  const waiting = async () => (await readEmailRecords(db)).filter(({ status }) => status === "queued");
  await expect.poll(waiting, { timeout: 40_000, interval: 50 }).toEqual([]);
  expect(references(await mail.inbox())).toEqual(ids);
});
