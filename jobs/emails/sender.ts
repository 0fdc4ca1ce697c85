import type { PgBoss } from "pg-boss";
import type { Database } from "../../db/database.ts";
import type { Environment } from "../../server/environment.ts";
import type { Log } from "../../server/log.ts";
import { type Notify, openNotify } from "./notify.ts";
import { SendingPause } from "./sending-pause.ts";
import type { Timings } from "./timings.ts";

/** What one worker sends emails with. */
export type Sender = {
  db: Database;
  queue: PgBoss;
  notify: Notify;
  environment: Environment;
  log: Log;
  timings: Timings;
  pause: SendingPause;
};

export function openSender(
  { db, queue, environment, log }: Pick<Sender, "db" | "queue" | "environment" | "log">,
  timings: Timings,
): Sender {
  const notify = openNotify(environment, timings.request);
  return { db, queue, notify, environment, log, timings, pause: new SendingPause(timings.pause) };
}
