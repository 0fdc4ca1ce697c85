import type { ClusterPlan } from "./cluster-plan.ts";

/** What the proxy does with the sessions of a server that is no longer the primary. */
export type OldSessions = "closes" | "leaves open";

/**
 * haproxy's configuration: every connection goes to the node whose Patroni says that it is the primary.
 *
 * @param oldSessions `closes` is what the console needs (docs/databases.md)
 */
export function haproxyConfiguration({ nodes, proxyPort }: ClusterPlan, oldSessions: OldSessions): string {
  const down = oldSessions === "closes" ? " on-marked-down shutdown-sessions" : "";
  return [
    "global",
    "  maxconn 1000",
    "defaults",
    "  mode tcp",
    "  timeout connect 4s",
    "  timeout client 30m",
    "  timeout server 30m",
    "  timeout check 5s",
    "listen primary",
    `  bind 127.0.0.1:${proxyPort}`,
    "  option httpchk OPTIONS /primary",
    "  http-check expect status 200",
    `  default-server inter 2s fall 3 rise 2${down}`,
    ...nodes.map(
      ({ name, postgresPort, restPort }) =>
        `  server ${name} 127.0.0.1:${postgresPort} check port ${restPort}`,
    ),
    "",
  ].join("\n");
}
