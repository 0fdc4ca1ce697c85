import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openFile } from "./open-file.ts";

it("says what is not a file", async () => {
  const none = join(tmpdir(), "there-is-no-such-file.csv");

  await expect(openFile(none)).rejects.toThrow(`there is no file ${none}`);
  await expect(openFile(tmpdir())).rejects.toThrow(`${tmpdir()} is not a file`);
});
