import { join } from "node:path";
import type { Account } from "../../../local/postgres/account.ts";
import type { ClusterPlan } from "../configuration/cluster-plan.ts";
import { haproxyConfiguration, type OldSessions } from "../configuration/haproxy.ts";
import { prepareDaemon } from "../machine/daemon.ts";
import { writeFor } from "../machine/files.ts";

/** The proxy before the cluster. */
export type Proxy = {
  start: (oldSessions: OldSessions) => Promise<void>;
  kill: () => Promise<void>;
};

/** Prepares haproxy. It does not run yet. */
export function prepareProxy(plan: ClusterPlan, haproxy: string, account: Account): Proxy {
  const configuration = join(plan.folder, "haproxy", "haproxy.cfg");
  const daemon = prepareDaemon({
    ...{
      folder: join(plan.folder, "haproxy"),
      file: haproxy,
      parameters: ["-db", "-f", configuration],
      account,
    },
  });
  return {
    start: async (oldSessions) => {
      await writeFor(account, configuration, haproxyConfiguration(plan, oldSessions));
      await daemon.start();
    },
    kill: daemon.kill,
  };
}
