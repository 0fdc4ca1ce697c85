/** Listens on `PORT` and tells the benchmark, which also ends the process. */
export function listenForBench(server: { listen: (port: number, ready: () => void) => unknown }): void {
  process.once("SIGTERM", () => process.exit());
  process.once("disconnect", () => process.exit());
  server.listen(Number(process.env["PORT"]), () => process.send?.("ready"));
}
