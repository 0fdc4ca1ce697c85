import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { LocalError } from "../local-error.ts";

/** A port something is about to listen on, and the variable that chooses it. */
export type NeededPort = { port: number; variable: string; address?: string };

/**
 * Makes sure that a port is free on the address it will be bound to (all addresses, unless one is given).
 *
 * @param patienceMs how long the port may take to become free, in milliseconds; 0 looks once
 * @throws {LocalError} naming the port and the variable that chooses another (SPEC §9)
 */
export async function requireFreePort(needed: NeededPort, patienceMs = 0): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const fault = await tryListening(needed);
    if (fault === null) return;
    if (fault !== "EADDRINUSE") {
      throw new LocalError(
        `Port ${needed.port} cannot be used (${fault}). Set ${needed.variable} to another port.`,
      );
    }
    if (Date.now() >= deadline) {
      throw new LocalError(
        `Port ${needed.port} is in use. Stop what uses it or set ${needed.variable} to another.`,
      );
    }
    await delay(100);
  }
}

function tryListening({ port, address }: NeededPort): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    probe.listen({ port, host: address, exclusive: true }, () =>
      probe.close(() => {
        resolve(null);
      }),
    );
  });
}
