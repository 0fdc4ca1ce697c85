import { join } from "node:path";
import type { ClusterPlan } from "./cluster-plan.ts";

/** etcd's parameters: one member on loopback, with the v2 interface that Patroni's `etcd` driver needs. */
export function etcdParameters({ folder, etcd: { clientPort, peerPort } }: ClusterPlan): string[] {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    "--name=etcd",
    "--enable-v2",
    `--data-dir=${join(folder, "etcd", "data")}`,
    ...[`--listen-client-urls=${client}`, `--advertise-client-urls=${client}`],
    ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
    `--initial-cluster=etcd=${peer}`,
    "--logger=zap",
    "--log-level=warn",
  ];
}
