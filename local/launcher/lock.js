import { createHash } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LocalError } from "../local-error.js";

/**
 * @typedef {"running" | "stopping" | "gone"} HolderState
 * @typedef {{ sayStopping: () => void, release: () => Promise<void> }} Lock
 */

/**
 * Waits until a lock is free, then takes it. Only one process at a time can have it. The lock is a socket that the
 * process listens on, so the system frees it even if the process is killed.
 *
 * @param {string} name the name of the lock, usually the path of what is locked
 * @param {(holder: HolderState, waited: number) => void} [whileHeld] called after each failed attempt with the state of
 *   the process that has the lock and the milliseconds waited so far; can throw to stop waiting
 * @returns {Promise<Lock>}
 * @throws {LocalError} if the socket cannot be created
 */
export async function takeLock(name, whileHeld = () => {}) {
  const address = lockAddress(name);
  const since = Date.now();
  for (;;) {
    const lock = await tryLock(address);
    if (lock !== null) return lock;
    const holder = await askHolder(address);
    if (holder === "gone" && !address.startsWith("\0")) rmSync(address, { force: true });
    whileHeld(holder, Date.now() - since);
    await delay(100);
  }
}

/**
 * The address of the lock's socket. On Linux it is an abstract one, which is not a file and so leaves none behind.
 *
 * @param {string} name
 */
function lockAddress(name) {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 24);
  return process.platform === "linux"
    ? `\0support-console-${hash}`
    : join(tmpdir(), `support-console-${hash}.sock`);
}

/**
 * @param {string} address
 * @returns {Promise<Lock | null>} `null` if another process has the lock
 */
async function tryLock(address) {
  /** @type {HolderState} */
  let state = "running";
  const server = createServer((socket) => socket.on("error", () => undefined).end(state));
  try {
    await once(server.listen(address), "listening");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE") return null;
    throw new LocalError(`The lock ${address.trim()} cannot be taken (${String(error)}).`);
  }
  server.unref();
  return {
    sayStopping: () => {
      state = "stopping";
    },
    release: async () => {
      await once(server.close(), "close");
    },
  };
}

/**
 * @param {string} address
 * @returns {Promise<HolderState>}
 */
function askHolder(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("data", (data) => {
      resolve(data.toString() === "stopping" ? "stopping" : "running");
      socket.destroy();
    });
    socket.once("error", () => {
      resolve("gone");
    });
  });
}
