import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder for a test, gone after `using` it; as root, PostgreSQL's user may pass through it. */
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
