import { join } from "node:path";

/** One PostgreSQL of the cluster, with its Patroni. Its settings are not on its disk, which a fault fills. */
export type NodePlan = {
  name: string;
  folder: string;
  settings: string;
  postgresPort: number;
  restPort: number;
};

/** Where everything of the cluster is, on 127.0.0.1. */
export type ClusterPlan = {
  folder: string;
  nodes: NodePlan[];
  etcd: { clientPort: number; peerPort: number };
  proxyPort: number;
  /** Of the superuser, of replication, and of Patroni's REST API: all users of a shared machine can connect. */
  password: string;
};

export const superuser = "console";

/** How many ports a plan takes: two for each of three nodes, two for etcd, one for the proxy. */
export const portsNeeded = 9;

/** Plans a cluster of three nodes in a folder. */
export function planCluster(folder: string, ports: number[], password: string): ClusterPlan {
  const [clientPort = 0, peerPort = 0, proxyPort = 0, ...ofNodes] = ports;
  const nodes = ["one", "two", "three"].map((name, index) => ({
    name,
    folder: join(folder, name),
    settings: join(folder, `${name}-settings`),
    postgresPort: ofNodes[2 * index] ?? 0,
    restPort: ofNodes[2 * index + 1] ?? 0,
  }));
  return { folder, nodes, etcd: { clientPort, peerPort }, proxyPort, password };
}

/** The address of the database through the proxy. */
export function databaseUrl({ proxyPort, password }: ClusterPlan): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${proxyPort}/postgres`;
}
