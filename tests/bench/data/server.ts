import { join } from "node:path";
import { startAttached } from "../../setup/attached-process.ts";

/** A PostgreSQL server of the benchmark's own. It stops at the end of the `using` scope, or with this process. */
export type Server = AsyncDisposable & { maintenanceUrl: string; dataDir: string };

/** @param parameters of `postgres-process.ts` */
export async function startServer(parameters: string[]): Promise<Server> {
  const script = join(import.meta.dirname, "../../setup/postgres/postgres-process.ts");
  const { answer, stop } = await startAttached<Omit<Server, keyof AsyncDisposable>>(script, parameters);
  return { ...answer, [Symbol.asyncDispose]: stop };
}
