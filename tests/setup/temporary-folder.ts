import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder, removed at the end of the scope that is `using` it. PostgreSQL's user can pass through it. */
export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(realpathSync(tmpdir()), "console-local-"));
  chmodSync(path, 0o711);
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
