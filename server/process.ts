import { ConfigurationError } from "../db/configuration.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { createLog, type Log } from "./log.ts";

type Running = { stop: () => Promise<void> };

/**
 * Runs a long-lived process: reads the configuration, starts, says so to whoever started it, and stops in good order
 * on SIGTERM, SIGINT, or when whoever started it is gone. Exits 1 where it cannot start.
 *
 * @param name as it appears in the log
 */
export async function runProcess(
  name: string,
  start: (environment: Environment, log: Log) => Promise<Running>,
): Promise<void> {
  const log = createLog(name);
  exitOnUncaught(log);
  try {
    const running = await start(readEnvironment(process.env), log);
    stopOnRequest(running, log);
    process.send?.("ready");
  } catch (error) {
    if (!(error instanceof ConfigurationError || isPortInUse(error)))
      log.fatal({ err: error }, "Could not start");
    else process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** What nobody caught may have left anything half done: the process says so and makes way for a new one. */
function exitOnUncaught(log: Log): void {
  process.on("uncaughtException", (error, origin) => {
    log.fatal({ err: error, origin }, "Nobody caught an error");
    process.exit(1);
  });
}

function isPortInUse(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function stopOnRequest(running: Running, log: Log): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, "Stopping");
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Could not stop in good order");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop(signal);
    });
  process.once("disconnect", () => {
    stop("disconnect");
  });
}
