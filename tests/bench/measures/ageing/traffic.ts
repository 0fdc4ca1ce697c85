import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { SupportClient } from "../../../../client/source/index.ts";
import { openBrowser, signIn } from "../../../faults/staff/browser.ts";
import { addressOf, type World } from "../../data/worlds.ts";
import { read } from "../../processes/load.ts";

/** What staff and scripts do all day, and how often, in milliseconds. */
const rhythm = { page: 100, change: 500, signIn: 2_000 };

const pages = [
  "/support/organisations",
  "/support/organisations?q=school",
  "/support/organisations/:usual/users",
  "/support/organisations/:usual/users/:person",
  "/support/organisations/:usual/users?q=sarah",
  "/support/organisation-users?q=sarah+smith",
  "/support/activity",
  "/support/users",
  "/metrics",
];

/** The web process and how to use it: a script's client, and the address of somebody who signs in. */
export type Target = { url: string; world: World; api: SupportClient; email: string };

/**
 * Makes steady traffic until it is aborted: pages in turn, changes, and sign-ins.
 *
 * @throws {Error} if anything was not answered as it should be
 */
export async function makeTraffic(target: Target, signal: AbortSignal): Promise<void> {
  const { url, world, email } = target;
  await Promise.all([
    repeat(rhythm.page, signal, async (turn) => {
      await read(addressOf(url, world, pages[turn % pages.length] ?? ""));
    }),
    repeat(rhythm.change, signal, (turn) => change(target, turn)),
    repeat(rhythm.signIn, signal, async () => {
      const outcome = await signIn(openBrowser(url), email);
      if (outcome !== "done") throw new Error("Nobody could sign in");
    }),
  ]);
}

/** Adds a person, tells them of a change of their address, and removes them: three emails. */
async function change({ api, world }: Target, turn: number): Promise<void> {
  const organisationId = world.ids["usual"] ?? "";
  const details = { organisationId, firstName: "Megan", lastName: "Price" };
  const email = `megan.${turn}@example.com`;
  const { id: userId } = await api.organisationUsers.add({ ...details, email });
  await api.organisationUsers.update({ ...details, userId, email: `new.${email}` });
  await api.organisationUsers.remove({ organisationId, userId });
}

/** Does something again and again, at equal distances if it is fast enough. */
async function repeat(
  every: number,
  signal: AbortSignal,
  work: (turn: number) => Promise<void>,
): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const next = delay(every, undefined, { signal, ref: false }).catch(() => undefined);
    await work(turn);
    await next;
  }
}

/** Aborts at the end of a time, in milliseconds. */
export async function untilOver(time: number, signal: AbortSignal): Promise<void> {
  await Promise.race([delay(time), once(signal, "abort")]);
}
