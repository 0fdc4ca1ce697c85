import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Account, chooseAccount } from "../../../local/postgres/account.ts";
import { startAttached } from "../../setup/attached-process.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import { type ClusterPlan, planCluster, portsNeeded } from "../configuration/cluster-plan.ts";
import { etcdParameters } from "../configuration/etcd.ts";
import { patroniConfiguration } from "../configuration/patroni.ts";
import { type Daemon, freezable, type Freezable, prepareDaemon } from "../machine/daemon.ts";
import { writeFor } from "../machine/files.ts";
import type { Programs } from "../machine/programs.ts";
import { prepareDisk } from "./disk.ts";
import { prepareProxy, type Proxy } from "./proxy.ts";
import { healthLimit, untilHealthy } from "./roles.ts";

/** A node: PostgreSQL and its Patroni, as on a machine of its own. `fillDisk` is absent where nothing can be mounted. */
export type Node = Daemon & {
  name: string;
  /** PostgreSQL alone, without its Patroni. */
  postgres: Freezable;
  fillDisk?: (() => Promise<() => Promise<void>>) | undefined;
};

export type Cluster = { plan: ClusterPlan; nodes: Node[]; etcd: Daemon; proxy: Proxy };

/**
 * Starts a cluster of three nodes, etcd and haproxy on 127.0.0.1, as an unprivileged user, and waits until it is healthy.
 *
 * @param started stops it at its end; it also stops when this process dies
 */
export async function startCluster(programs: Programs, started: AsyncDisposableStack): Promise<Cluster> {
  const watchdog = join(import.meta.dirname, "../machine/watchdog.ts");
  const { answer, stop } = await startAttached<{ folder: string }>(watchdog);
  started.defer(stop);
  const password = randomBytes(18).toString("hex");
  const plan = planCluster(answer.folder, await findFreePorts(portsNeeded), password);
  const account = chooseAccount(null);
  const etcd = prepareDaemon({
    ...{ folder: join(plan.folder, "etcd"), file: programs.etcd, parameters: etcdParameters(plan), account },
  });
  await etcd.start();
  const nodes = await Promise.all(plan.nodes.map((node) => startNode(plan, node, programs, account)));
  const proxy = prepareProxy(plan, programs.haproxy, account);
  await proxy.start("closes");
  await untilHealthy(plan, healthLimit);
  return { plan, nodes, etcd, proxy };
}

async function startNode(
  plan: ClusterPlan,
  node: ClusterPlan["nodes"][number],
  programs: Programs,
  account: Account,
): Promise<Node> {
  const { name, folder } = node;
  const configuration = join(node.settings, "patroni.yml");
  await writeFor(account, configuration, patroniConfiguration(plan, node, programs.postgres));
  const daemon = prepareDaemon({ folder, file: programs.patroni, parameters: [configuration], account });
  const fillDisk = await prepareDisk(folder);
  await daemon.start();
  return { name, ...daemon, postgres: freezable(join(folder, "data")), fillDisk };
}

/** Finds a node by its name. */
export function nodeOf({ nodes }: Cluster, name: string | undefined): Node {
  const node = nodes.find((each) => each.name === name);
  if (node === undefined) throw new Error(`The cluster has no node called ${name}`);
  return node;
}
