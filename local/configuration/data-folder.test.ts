import { expect, it } from "vitest";
import { LocalError } from "../local-error.js";
import { lockDataFolder } from "./data-folder.ts";
import { temporaryFolder } from "../../tests/factories/temporary-folder.ts";

it("refuses a second start on the same data folder, not one on another", async () => {
  using folder = temporaryFolder();
  using other = temporaryFolder();
  const lock = await lockDataFolder(folder.path);
  const elsewhere = await lockDataFolder(other.path);
  const refusal = await lockDataFolder(folder.path).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(LocalError);
  expect((refusal as LocalError).message).toContain(
    `Already running from this folder (data in ${folder.path})`,
  );
  await Promise.all([lock.release(), elsewhere.release()]);
});

it("waits for one that is stopping", async () => {
  using folder = temporaryFolder();
  const first = await lockDataFolder(folder.path);
  first.sayStopping();
  const second = lockDataFolder(folder.path);
  await first.release();
  const lock = await second;
  expect(lock).not.toBe(first);
  await lock.release();
});
