import { readFileSync } from "node:fs";

/**
 * Calls `then` once when the npm that started this process has ended: a killed npm does not stop its script.
 *
 * @param {() => void} then never called if npm did not start this process
 * @returns {() => void} a function that stops watching
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
 * The name and parent id of a process, from Linux's `/proc`; empty on other systems. There, they are not needed: npm's
 * shell replaces itself with the command, so that npm is the direct parent of this process.
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
