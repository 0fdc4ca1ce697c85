// Loaded into each measured process before its own code. Reports what the process has used to its parent.
export type Reading = {
  cpuMicroseconds: number;
  residentBytes: number;
  /** After a collection, where Node runs with `--expose-gc`. */
  heapBytes: number;
  /** Open sockets, timers and the like. */
  handles: number;
};

process.on("message", (message) => {
  if (message !== "read the meter") return;
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({
    cpuMicroseconds: user + system,
    residentBytes: rss,
    heapBytes: heapUsed + external,
    handles: process.getActiveResourcesInfo().length,
  } satisfies Reading);
});
process.channel?.unref(); // must not keep the process running
