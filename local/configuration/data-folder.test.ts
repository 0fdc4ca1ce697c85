import { expect, it } from "vitest";
import { lockDataFolder } from "./data-folder.ts";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";

it("refuses a second start on the same data folder, but not on another", async () => {
  using folder = temporaryFolder();
  using other = temporaryFolder();
  const lock = await lockDataFolder(folder.path);
  const elsewhere = await lockDataFolder(other.path);
  await expect(lockDataFolder(folder.path)).rejects.toThrow(
    `Already running from this folder (data in ${folder.path})`,
  );
  await Promise.all([lock.release(), elsewhere.release()]);
});

it("waits for a console that is stopping", async () => {
  using folder = temporaryFolder();
  const first = await lockDataFolder(folder.path);
  first.sayStopping();
  const second = lockDataFolder(folder.path);
  await first.release();
  const lock = await second;
  expect(lock).not.toBe(first);
  await lock.release();
});
