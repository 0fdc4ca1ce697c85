import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { LocalError } from "../local-error.js";
import { whenNpmIsGone } from "./parent.js";

/** @type {NodeJS.Signals[]} */
const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command in this terminal, and waits until it ends.
 *
 * @param {string} root the project's folder
 * @param {string} command a `.ts` or `.js` file of the project, or the name of an installed program
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, or 128 plus the number of the signal that ended it
 * @throws {LocalError} if it cannot be started
 */
export function run(root, command, parameters, env) {
  const isFile = /\.[jt]s$/.test(command);
  const [file, first] = isFile
    ? ["node", [resolve(root, command)]]
    : [join(root, "node_modules", ".bin", command), []];
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...first, ...parameters], { env, stdio: "inherit" });
    const stopForwarding = forwardSignals((signal) => child.kill(signal));
    child.once("error", (error) => {
      stopForwarding();
      reject(new LocalError(`${command} cannot be run (${error.message}).`));
    });
    child.once("exit", (code, signal) => {
      stopForwarding();
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}

/**
 * Forwards signals to the child process, and sends it SIGTERM when npm has ended. A Ctrl-C arrives twice, from the
 * terminal and from npm, so a signal that is repeated within a second is forwarded once.
 *
 * @param {(signal: NodeJS.Signals) => void} kill
 * @returns {() => void} a function that stops forwarding
 */
function forwardSignals(kill) {
  /** @type {Partial<Record<NodeJS.Signals, number>>} */
  const last = {};
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    if (now - (last[signal] ?? -Infinity) < 1000) return;
    last[signal] = now;
    kill(signal);
  };
  for (const signal of forwarded) process.on(signal, forward);
  const stopWatching = whenNpmIsGone(() => {
    kill("SIGTERM");
  });
  return () => {
    for (const signal of forwarded) process.off(signal, forward);
    stopWatching();
  };
}
