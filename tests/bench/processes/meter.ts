// Loaded into each measured process before its own code. Reports what the process has used to its parent.
export type Reading = { cpuMicroseconds: number; residentBytes: number };

process.on("message", (message) => {
  if (message !== "read the meter") return;
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMicroseconds: user + system,
    residentBytes: process.memoryUsage.rss(),
  } satisfies Reading);
});
process.channel?.unref(); // must not keep the process running
