import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const patience = 10 * 60_000;

/**
 * Does something that two commands started at once must not do together; the second waits for the first.
 *
 * @param {string} lockFile holds the process id of whoever is at it
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
export async function oneAtATime(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  const deadline = Date.now() + patience;
  while (!take(lockFile)) {
    if (!isHeld(lockFile) || Date.now() > deadline) rmSync(lockFile, { force: true });
    await delay(200);
  }
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** @param {string} lockFile */
function take(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** Whether the process named in the lock still lives; a killed one leaves its lock behind. @param {string} lockFile */
function isHeld(lockFile) {
  try {
    process.kill(Number(readFileSync(lockFile, "utf8")) || -1, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
