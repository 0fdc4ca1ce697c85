import { expect, test } from "vitest";
import { z } from "zod";
import { compiled } from "./output.ts";

test("a compiled output leaves out other fields and refuses wrong ones", () => {
  const output = compiled(z.object({ id: z.uuid(), names: z.array(z.string()).nullable() }));
  const id = "00000000-0000-4000-8000-000000000001";

  expect(output.parse({ id, names: ["Megan"], secret: 1 })).toEqual({ id, names: ["Megan"] });
  expect(output.safeParse({ id, names: [1] }).success).toBe(false);
});

test("an output that cannot be compiled is an error, not a slow output", () => {
  const output = z.string().refine(async (text) => Promise.resolve(text !== ""));

  expect(() => compiled(output)).toThrow("async");
});
