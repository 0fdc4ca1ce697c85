// Loaded into each measured process before its own code: tells whoever started it what it has used.
export type Reading = { cpuMicroseconds: number; residentBytes: number };

process.on("message", (message) => {
  if (message !== "read the meter") return;
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMicroseconds: user + system,
    residentBytes: process.memoryUsage.rss(),
  } satisfies Reading);
});
process.channel?.unref(); // it must not keep a process alive that is told to stop
