import type { PgBoss } from "pg-boss";
import { sweepRateLimits } from "../server/rate-limits/rate-limits.ts";
import type { Services } from "../server/services.ts";
import { sweepSessions } from "../server/sign-in/sessions.ts";

/** One job at a time, however many workers there are. */
const sweepQueue = "sweep-sessions";

/** Has one of the workers forget, every ten minutes, the sessions and the limits that are over (SPEC §6). */
export async function sweepRegularly(boss: PgBoss, services: Services): Promise<void> {
  await boss.createQueue(sweepQueue, { retryLimit: 0, deleteAfterSeconds: 24 * 60 * 60 });
  await boss.work(sweepQueue, () => sweep(services));
  await boss.schedule(sweepQueue, "*/10 * * * *");
}

/** What the job does. */
export async function sweep({ db, environment, log }: Services): Promise<void> {
  const sessions = await sweepSessions(db, environment.SESSION_IDLE_MINUTES);
  const limits = await sweepRateLimits(db);
  log.info({ sessions, limits }, "Swept what is over");
}
