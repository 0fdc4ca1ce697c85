import { usualTimings } from "../../../../jobs/emails/timings.ts";
import { createBulkChange } from "../../../records/bulk-changes.ts";
import { requiredVariables } from "../../../stand-ins/environment.ts";
import { type Mail, startTestNotify, type TestNotify } from "../../../stand-ins/notify.ts";
import type { Crowds } from "../../data/crowds/crowds.ts";
import { type Figure, judge, report } from "../../figures/figure.ts";
import type { Pace } from "../../pace.ts";
import { invite, now, openPost, type Post, untilSent } from "./post.ts";

const byHand = 20;
const emptied = ", with Notify's bucket empty";

/**
 * Sends the emails of a bulk change against Notify's own limit, and meanwhile two times 20 invitations by hand: first as
 * usual, then after others have emptied Notify's bucket. Each email has to be sent exactly once.
 */
export async function measureBulkEmails({ many }: Crowds, { emails }: Pace): Promise<Figure[]> {
  const notify = await startTestNotify({ limit: 3_000 });
  try {
    await using post = await openPost(many, "jobs/main.ts", notify.environment.NOTIFY_BASE_URL);
    const { bulk } = emails;
    const { ids, committedAt } = await invite(post, bulk, 0, await createBulkChange(post.db));
    await untilSent(post.db, ids, (bulk * 2) / 3);
    const usual = await inviteByHand(post, bulk);
    await untilSent(post.db, ids, bulk / 3);
    await emptyBucket(notify);
    const late = await inviteByHand(post, bulk + byHand);
    await untilSent(post.db, ids);
    const seconds = (now() - committedAt) / 1_000;
    const inbox = await notify.inbox();
    const all = [...ids, ...usual.keys(), ...late.keys()];
    const arrived = inbox.filter(({ reference }) => all.includes(reference));
    const different = new Set(arrived.map(({ reference }) => reference)).size;
    return [
      report(`${bulk} emails of a bulk change, within Notify's limit`, [seconds], " s"),
      judge("emails of a bulk change, by the time of their turns", [
        (seconds * 1_000) / (bulk * usualTimings.spacing),
      ]),
      judge("by hand beside a bulk change, the slowest of 20", [slowest(inbox, usual)]),
      judge(
        "by hand beside a bulk change, the slowest of 20",
        [slowest(inbox, late)],
        `by hand beside a bulk change, the slowest of 20${emptied}`,
      ),
      judge("emails lost or given up", [all.length - different]),
      judge("emails sent twice", [arrived.length - different]),
    ];
  } finally {
    await notify.stop();
  }
}

/** Queues invitations one after the other, and returns the time of each commit by the invitation's id. */
async function inviteByHand(post: Post, skipped: number): Promise<Map<string, number>> {
  const committed = new Map<string, number>();
  for (let number = 0; number < byHand; number += 1) {
    const { ids } = await invite(post, 1, skipped + number);
    for (const id of ids) committed.set(id, Date.now());
  }
  await untilSent(post.db, [...committed.keys()]);
  return committed;
}

/** The longest time from commit to Notify, in seconds. */
function slowest(inbox: Mail[], committed: Map<string, number>): number {
  const times = inbox.flatMap(({ reference, created_at }) => {
    const at = committed.get(reference);
    return at === undefined ? [] : [(Date.parse(created_at) - at) / 1_000];
  });
  return times.length === committed.size ? Math.max(...times) : NaN;
}

/** Sends emails until Notify refuses one, as another system with the same key does. */
async function emptyBucket({ notify }: TestNotify): Promise<void> {
  const message = {
    templateId: requiredVariables.NOTIFY_TEMPLATE_ORGANISATION_USER_ADDED,
    to: "megan.price@example.com",
    reference: "another system",
    personalisation: { organisation: "Ashgrove" },
    sanitiseContentFor: [],
  };
  for (let isRefused = false; !isRefused;) {
    const sends = await Promise.allSettled(Array.from({ length: 50 }, () => notify.send(message)));
    isRefused = sends.some(({ status }) => status === "rejected");
  }
}
