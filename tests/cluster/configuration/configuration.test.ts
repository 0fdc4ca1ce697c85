import { expect, it } from "vitest";
import { databaseUrl, planCluster, portsNeeded } from "./cluster-plan.ts";
import { etcdParameters } from "./etcd.ts";
import { haproxyConfiguration } from "./haproxy.ts";
import { lease, patroniConfiguration } from "./patroni.ts";

const ports = Array.from({ length: portsNeeded }, (_, index) => 4520 + index);
const plan = planCluster("/cluster", ports, "a password");

it("gives every server a port of its own", () => {
  const used = plan.nodes.flatMap(({ postgresPort, restPort }) => [postgresPort, restPort]);

  expect([...used, plan.etcd.clientPort, plan.etcd.peerPort, plan.proxyPort].toSorted()).toEqual(ports);
  expect(new URL(databaseUrl(plan)).port).toBe(String(plan.proxyPort));
});

it("has each node replicate synchronously and strictly, with the v2 driver of etcd", () => {
  const [node] = plan.nodes;
  const text = node ? patroniConfiguration(plan, node, "/programs") : "{}";
  const { bootstrap, etcd, postgresql } = JSON.parse(text) as Record<string, Record<string, object>>;

  expect(bootstrap?.["dcs"]).toMatchObject({ synchronous_mode: true, synchronous_mode_strict: true });
  expect(etcd).toEqual({ host: "127.0.0.1:4520" });
  expect(etcdParameters(plan)).toContain("--enable-v2");
  expect(postgresql).toMatchObject({ listen: "127.0.0.1:4523", data_dir: "/cluster/one/data" });
  expect(lease.loop_wait + 2 * lease.retry_timeout).toBeLessThanOrEqual(lease.ttl); // Patroni requires it
});

it.each([
  ["closes", 1],
  ["leaves open", 0],
] as const)("writes a proxy that %s the sessions of a demoted server", (oldSessions, count) => {
  const text = haproxyConfiguration(plan, oldSessions);

  expect(text.match(/on-marked-down shutdown-sessions/g) ?? []).toHaveLength(count);
  expect(text.match(/^ {2}server \w+ 127\.0\.0\.1:\d+ check port \d+$/gm)).toHaveLength(3);
});
