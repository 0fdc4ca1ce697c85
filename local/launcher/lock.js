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
 * Takes a lock that one process can hold at a time, and waits until it is free. The lock is a socket, so the system
 * frees it however its holder ends.
 *
 * @param {string} name what is locked, usually a path
 * @param {(holder: HolderState, waited: number) => void} [whileHeld] can throw to give up; `waited` is in milliseconds
 * @returns {Promise<Lock>}
 * @throws {LocalError} when the system refuses the socket
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
 * Linux has socket names outside the file system, which leave no file behind.
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
 * @returns {Promise<Lock | null>} `null` when another process holds the lock
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
