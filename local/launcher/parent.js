import { readFileSync } from "node:fs";

/**
 * An npm that is killed outright takes nobody with it, and then what it ran has to notice by itself.
 *
 * @param {() => void} then called once, when the npm that started us is gone; never when it was not npm
 * @returns {() => void} how to stop watching
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
 * The name and parent of a process, where the system has them in a file; elsewhere the shell makes way for its command.
 *
 * @param {number} pid
 */
function describe(pid) {
  try {
    const [, name = "", ppid = ""] =
      /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return { name, ppid };
  } catch {
    return { name: "", ppid: "" };
  }
}
