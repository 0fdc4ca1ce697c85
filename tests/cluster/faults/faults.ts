import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, type Node, nodeOf } from "../members/cluster.ts";
import { readRoles, switchOver } from "../members/roles.ts";

/**
 * Where a fault strikes. `untilFlowing` waits until a save and an email have gone through since the fault struck.
 * `untilSettled` ends the load, and waits until each save is acknowledged and its email sent.
 */
export type Scene = {
  cluster: Cluster;
  untilFlowing: () => Promise<void>;
  untilSettled: () => Promise<void>;
};

/**
 * A fault. `prepare` comes before the fault, and its effects do not count. `strike` returns when what was broken is as
 * before, apart from what the cluster and the console have to repair themselves.
 *
 * `needs`: what is missing to make the fault on this machine; undefined if nothing is.
 */
export type Fault = {
  name: string;
  needs?: (cluster: Cluster) => string | undefined;
  prepare?: (cluster: Cluster) => Promise<void>;
  strike: (scene: Scene) => Promise<void>;
};

const second = 1_000;

/** The node that is the primary, or the synchronous standby, at this moment. */
async function find(cluster: Cluster, role: "primary" | "standby"): Promise<Node> {
  return nodeOf(cluster, (await readRoles(cluster.plan))[role]);
}

/** Kills a node as a power cut does, and starts it again once the console works without it. */
const killNode = (role: "primary" | "standby") => async (scene: Scene) => {
  const node = await find(scene.cluster, role);
  await node.kill();
  await scene.untilFlowing();
  await node.start();
};

/** Freezes the primary's PostgreSQL, but not its Patroni, and thaws it after some seconds. */
const freezePostgres = (seconds: number) => async (scene: Scene) => {
  const { postgres } = await find(scene.cluster, "primary");
  postgres.freeze();
  await delay(seconds * second);
  postgres.thaw();
};

async function killProxy({ cluster: { proxy } }: Scene): Promise<void> {
  await proxy.kill();
  await delay(10 * second);
  await proxy.start("closes");
}

async function changeProxy({ proxy }: Cluster): Promise<void> {
  await proxy.kill();
  await proxy.start("leaves open");
}

/**
 * Freezes the primary's node, so that nothing closes its sockets: no process of it, and no proxy. It thaws only when
 * everything has been saved and sent without it.
 */
async function leaveSocketsOpen(scene: Scene): Promise<void> {
  const node = await find(scene.cluster, "primary");
  node.freeze();
  await scene.untilFlowing();
  await delay(120 * second);
  await scene.untilSettled();
  node.thaw();
  await scene.cluster.proxy.kill();
  await scene.cluster.proxy.start("closes");
}

async function freezeStore({ cluster: { etcd } }: Scene): Promise<void> {
  etcd.freeze();
  await delay(60 * second);
  etcd.thaw();
}

async function fillDisk({ cluster }: Scene): Promise<void> {
  const { fillDisk } = await find(cluster, "primary");
  const free = await fillDisk?.();
  await delay(60 * second);
  await free?.();
}

export const faults: Fault[] = [
  { name: "primary killed", strike: killNode("primary") },
  { name: "switchover", strike: ({ cluster }) => switchOver(cluster.plan) },
  { name: "synchronous standby killed", strike: killNode("standby") },
  { name: "proxy killed", strike: killProxy },
  { name: "proxy that leaves sockets open", prepare: changeProxy, strike: leaveSocketsOpen },
  { name: "PostgreSQL frozen 40 s", strike: freezePostgres(40) },
  { name: "PostgreSQL frozen 200 s", strike: freezePostgres(200) },
  { name: "consensus store frozen", strike: freezeStore },
  {
    name: "disk full",
    needs: ({ nodes }) =>
      nodes.every((node) => node.fillDisk) ? undefined : "root, to mount a small disk in memory",
    strike: fillDisk,
  },
];
