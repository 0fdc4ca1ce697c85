import type { WorkerResources } from "../../server/resources.ts";
import { openNotify } from "../notify/notify.ts";
import { SendingPause } from "./pacing/sending-pause.ts";
import type { Timings } from "./timings.ts";

export type Sender = ReturnType<typeof openSender>;

/** Returns everything that one worker needs to send emails. Each queue has a pause of its own. */
export function openSender(resources: WorkerResources, timings: Timings) {
  const { db, queue, environment, log } = resources;
  const notify = openNotify(environment, timings.request);
  const { single, bulk } = timings.pause;
  const pauses = { single: new SendingPause(single), bulk: new SendingPause(bulk) };
  return { db, queue, environment, log, timings, notify, pauses };
}
