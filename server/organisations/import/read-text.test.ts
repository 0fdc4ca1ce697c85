import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { collect } from "../../../tests/readings/collect.ts";
import { readText } from "./read-text.ts";

const folder = mkdtempSync(join(tmpdir(), "read-text-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function read(content: Uint8Array): Promise<string> {
  const path = join(folder, "file.csv");
  writeFileSync(path, content);
  const pieces = await collect(readText(path));
  return pieces.join("");
}

const bytes = (text: string) => Buffer.from(text, "latin1");
const text = "École – St Mary’s, 5 €";

it("reads UTF-8, with a byte order mark and without", async () => {
  expect(await read(Buffer.from(text))).toBe(text);
  expect(await read(Buffer.from(`\uFEFF${text}`))).toBe(text);
});

it("reads CP1252, quotation marks, dashes and euro sign included", async () => {
  expect(await read(bytes("\xc9cole \x96 St Mary\x92s, 5 \x80"))).toBe(text);
});

it("takes as CP1252 whatever is not UTF-8 to its last byte", async () => {
  expect(await read(Buffer.concat([Buffer.from("é"), bytes("\xe9")]))).toBe("Ã©é");
  expect(await read(Buffer.from("abcé").subarray(0, 4)), "cut off within a character").toBe("abcÃ");
});

it("keeps characters and line ends whole that lie across two pieces of a large file", async () => {
  const kilobytes = 64;
  const almost = "x".repeat(kilobytes * 1024 - 1);

  expect(await read(Buffer.from(`${almost}é`))).toBe(`${almost}é`);
  expect(await read(Buffer.from(`${almost}\r\ny`))).toBe(`${almost}\ny`);
  expect(await read(Buffer.from(`${almost}\ry`))).toBe(`${almost}\ny`);
});

it("ends every line with one line feed", async () => {
  expect(await read(Buffer.from("a\r\nb\rc\nd\r\n\r\n\r"))).toBe("a\nb\nc\nd\n\n\n");
});

it("says what is not a file", async () => {
  await expect(collect(readText(join(folder, "none.csv")))).rejects.toThrow(
    `there is no file ${join(folder, "none.csv")}`,
  );
  await expect(collect(readText(folder))).rejects.toThrow(`${folder} is not a file`);
});
