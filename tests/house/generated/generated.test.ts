import { expect, it } from "vitest";
import { compare, generated } from "./generate.ts";

it.each(generated)("$path fits the code: if this fails, run `npm run generate`", async (each) => {
  const { current, expected } = await compare(each);

  expect(current).toBe(expected);
});
