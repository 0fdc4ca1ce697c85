import type { Resources } from "../../server/resources.ts";
import { openNotify } from "../notify/notify.ts";
import { SendingPause } from "./sending-pause.ts";
import type { Timings } from "./timings.ts";

export type Sender = ReturnType<typeof openSender>;

/** Returns everything that one worker needs to send emails. */
export function openSender(resources: Resources, timings: Timings) {
  const { db, queue, environment, log } = resources;
  const notify = openNotify(environment, timings.request);
  return { db, queue, environment, log, timings, notify, pause: new SendingPause(timings.pause) };
}
