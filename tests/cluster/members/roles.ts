import { setTimeout as delay } from "node:timers/promises";
import type { ClusterPlan, NodePlan } from "../configuration/cluster-plan.ts";

/** What Patroni says of the cluster: the primary, the synchronous standby, and how many standbys replicate. */
export type Roles = { primary?: string | undefined; standby?: string | undefined; streaming: number };

type Member = { name: string; role: string; state: string; timeline?: number; lag?: number | string };

/** How long a cluster may take to repair itself, in milliseconds. */
export const healthLimit = 180_000;

/** Asks the nodes in turn until one answers. */
export async function readRoles({ nodes }: ClusterPlan): Promise<Roles> {
  for (const node of nodes) {
    const answer = await ask(node, "/cluster");
    if (answer !== undefined) return rolesIn((JSON.parse(answer) as { members: Member[] }).members);
  }
  return { streaming: 0 };
}

/** @param members as Patroni's `/cluster` lists them */
export function rolesIn(members: Member[]): Roles {
  const primary = members.find(({ role }) => role === "leader");
  const isRunning = ({ state }: Member) => state === "running" || state === "streaming";
  const replicates = (member: Member) =>
    isRunning(member) &&
    member.role !== "leader" &&
    member.timeline === primary?.timeline &&
    member.lag === 0;
  return {
    primary: primary && isRunning(primary) ? primary.name : undefined,
    standby: members.find((member) => member.role === "sync_standby" && isRunning(member))?.name,
    streaming: members.filter(replicates).length,
  };
}

export const isHealthy = ({ primary, standby, streaming }: Roles) =>
  primary !== undefined && standby !== undefined && streaming === 2;

/**
 * Waits until there is a primary, a synchronous standby, and another standby.
 *
 * @param limit in milliseconds
 * @throws {Error} if that takes longer, with what Patroni says
 */
export async function untilHealthy(plan: ClusterPlan, limit: number): Promise<void> {
  const deadline = Date.now() + limit;
  for (;;) {
    const roles = await readRoles(plan);
    if (isHealthy(roles)) return;
    if (Date.now() > deadline)
      throw new Error(`The cluster did not become healthy: ${JSON.stringify(roles)}`);
    await delay(1_000);
  }
}

/**
 * Asks Patroni to make the synchronous standby the primary.
 *
 * @throws {Error} if it refuses
 */
export async function switchOver(plan: ClusterPlan): Promise<void> {
  const { primary, standby } = await readRoles(plan);
  const node = plan.nodes.find(({ name }) => name === primary);
  const body = JSON.stringify({ leader: primary, candidate: standby });
  const authorization = `Basic ${Buffer.from(`patroni:${plan.password}`).toString("base64")}`;
  const url = `http://127.0.0.1:${node?.restPort}/switchover`;
  const response = await fetch(url, { method: "POST", body, headers: { authorization } });
  if (!response.ok) throw new Error(`Patroni refused the switchover: ${await response.text()}`);
}

/** The answer of a node's Patroni; undefined if there is none within two seconds. */
async function ask({ restPort }: NodePlan, path: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(2_000);
    const response = await fetch(`http://127.0.0.1:${restPort}${path}`, { signal });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
