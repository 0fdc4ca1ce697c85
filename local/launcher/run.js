import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { Failure } from "./failure.js";
import { whenNpmIsGone } from "./parent.js";

/** @type {NodeJS.Signals[]} */
const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command to its end, in this terminal.
 *
 * @param {string} root the project's folder
 * @param {string} command a `.ts` or `.js` file of the project, or the name of an installed program
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, or 128 and the number of the signal that ended it
 * @throws {Failure} when it cannot be started
 */
export function run(root, command, parameters, env) {
  const isFile = /\.[jt]s$/.test(command);
  const [file, first] = isFile
    ? ["node", [resolve(root, command)]]
    : [join(root, "node_modules", ".bin", command), []];
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...first, ...parameters], { env, stdio: "inherit" });
    const stopWatching = passOnSignals((signal) => child.kill(signal));
    child.once("error", (error) => {
      stopWatching();
      reject(new Failure(`${command} cannot be run (${error.message}).`));
    });
    child.once("exit", (code, signal) => {
      stopWatching();
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}

/**
 * Passes signals on and stays until the child is gone. Ctrl-C reaches us from the terminal and once more from npm,
 * and the child from the terminal too: repeats within a second are one Ctrl-C, and are passed on once.
 *
 * @param {(signal: NodeJS.Signals) => void} kill
 * @returns {() => void} how to stop passing on
 */
function passOnSignals(kill) {
  /** @type {Partial<Record<NodeJS.Signals, number>>} */
  const last = {};
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    const now = performance.now();
    if (now - (last[signal] ?? -Infinity) < 1000) return;
    last[signal] = now;
    kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  const stopWatching = whenNpmIsGone(() => {
    kill("SIGTERM");
  });
  return () => {
    for (const signal of passedOn) process.off(signal, passOn);
    stopWatching();
  };
}
