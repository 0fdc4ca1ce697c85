import { join } from "node:path";
import { type ClusterPlan, type NodePlan, superuser } from "./cluster-plan.ts";

/**
 * How long the leader's lease lasts and how often Patroni looks, in seconds. A primary that vanishes is replaced when
 * its lease has ended.
 */
export const lease = { ttl: 20, loop_wait: 5, retry_timeout: 5 };

/**
 * Patroni's configuration of a node, as JSON, which is YAML. Replication is synchronous and strict: nothing is
 * acknowledged that only one node has. The key is `etcd`, the v2 driver: Patroni 3.0.2's `etcd3` gives a frozen leader
 * its lock back when it thaws, and commits are lost.
 */
export function patroniConfiguration(plan: ClusterPlan, node: NodePlan, programs: string): string {
  const account = (username: string) => ({ username, password: plan.password });
  const rest = `127.0.0.1:${node.restPort}`;
  return JSON.stringify({
    scope: "console",
    name: node.name,
    restapi: { listen: rest, connect_address: rest, authentication: account("patroni") },
    etcd: { host: `127.0.0.1:${plan.etcd.clientPort}` },
    bootstrap: {
      dcs: {
        ...lease,
        maximum_lag_on_failover: 1_048_576,
        synchronous_mode: true,
        synchronous_mode_strict: true,
        postgresql: { use_pg_rewind: true, use_slots: true, parameters },
      },
      initdb: [{ encoding: "UTF8" }, { locale: "C.UTF-8" }, "data-checksums"],
    },
    postgresql: {
      listen: `127.0.0.1:${node.postgresPort}`,
      connect_address: `127.0.0.1:${node.postgresPort}`,
      data_dir: join(node.folder, "data"),
      bin_dir: programs,
      pgpass: join(node.settings, "pgpass"),
      remove_data_directory_on_rewind_failure: true,
      remove_data_directory_on_diverged_timelines: true,
      authentication: { superuser: account(superuser), replication: account("replication") },
      parameters: { unix_socket_directories: "" },
      pg_hba: ["host all all 127.0.0.1/32 scram-sha-256", "host replication all 127.0.0.1/32 scram-sha-256"],
    },
  });
}

/** Small, so that three nodes fit on one machine, and on a disk that a fault can fill. */
const parameters = {
  max_connections: 200,
  shared_buffers: "64MB",
  min_wal_size: "48MB",
  max_wal_size: "128MB",
  password_encryption: "scram-sha-256",
};
