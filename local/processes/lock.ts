import { createHash } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { LocalError } from "../local-error.ts";

/** Held while the console runs on a data folder. */
export type Lock = {
  /** From now on, whoever waits for the lock waits until we are gone. */
  sayStopping: () => void;
  release(): Promise<void>;
};

type Answer = "running" | "stopping" | "gone";

/** A start that follows a kill may meet what is still finding out that it should stop. */
const patience = { running: 1_500, stopping: 30_000, gone: 1_500 };

/**
 * Takes the lock of a data folder. It is a socket, so that it goes with its holder however that ends.
 *
 * @param dataDir the folder's real path
 * @throws {LocalError} when another start holds it
 */
export async function takeLock(dataDir: string): Promise<Lock> {
  const address = lockAddress(dataDir);
  const since = Date.now();
  for (;;) {
    const lock = await tryLock(address);
    if (lock !== null) return lock;
    const answer = await askHolder(address);
    if (answer === "gone" && !address.startsWith("\0")) rmSync(address, { force: true });
    if (Date.now() - since > patience[answer]) {
      throw new LocalError(
        `Already running from this folder (data in ${dataDir}). Stop it with Ctrl-C first, or set DATA_DIR and the ports.`,
      );
    }
    await delay(100);
  }
}

/** Linux has socket names outside the file system, which the kernel frees with their owner. */
function lockAddress(dataDir: string): string {
  const name = `support-console-${createHash("sha256").update(dataDir).digest("hex").slice(0, 24)}`;
  return process.platform === "linux" ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

async function tryLock(address: string): Promise<Lock | null> {
  let answer: Answer = "running";
  const server: Server = createServer((socket) => socket.on("error", () => undefined).end(answer));
  try {
    await once(server.listen(address), "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return null;
    throw new LocalError(`The lock for this data folder cannot be taken (${String(error)}).`);
  }
  server.unref();
  return {
    sayStopping: () => {
      answer = "stopping";
    },
    release: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

function askHolder(address: string): Promise<Answer> {
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
