import type { StateName } from "../../local/notify/states.ts";

/** Puts a stand-in into a state, as the buttons on its page do. */
export async function putState(url: string, state: StateName): Promise<void> {
  const body = new URLSearchParams({ state });
  const { status } = await fetch(`${url}/state`, { method: "POST", body, redirect: "manual" });
  if (status !== 303) throw new Error(`The stand-in answered ${status}`);
}
