import { readFileSync } from "node:fs";

/**
 * Calls back once when the npm that started this process is gone: an npm that is killed does not stop its script.
 *
 * @param {() => void} then never called when npm did not start this process
 * @returns {() => void} stops watching
 */
export function whenNpmIsGone(then) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const { name, ppid: grandparent } = describe(parent);
  const throughShell = !name.startsWith("npm");
  const watch = setInterval(() => {
    if (process.ppid === parent && !(throughShell && describe(parent).ppid !== grandparent)) return;
    clearInterval(watch);
    then();
  }, 250);
  watch.unref();
  return () => {
    clearInterval(watch);
  };
}

/**
 * The name and parent of a process, from Linux's `/proc`. Elsewhere npm's shell replaces itself with the command, so
 * the parent is npm.
 *
 * @param {number} pid
 */
function describe(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, name = "", ppid = ""] = /\((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return { name, ppid };
  } catch {
    return { name: "", ppid: "" };
  }
}
