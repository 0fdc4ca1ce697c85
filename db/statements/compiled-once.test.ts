import { sql } from "kysely";
import { expect, test } from "vitest";
import { compiledOnce, compiler, type Placeholders } from "./compiled-once.ts";

type Id = Placeholders<{ id: string }>;

test("a query is built once", async () => {
  let built = 0;
  const byId = compiledOnce((db, { id }: Id) => {
    built++;
    return db.selectFrom("organisations").select("name").where("id", "=", id);
  });

  await byId(compiler, { id: "1" });
  await byId(compiler, { id: "2" });

  expect(built).toBe(1);
});

test("every placeholder needs a value, which may be null", async () => {
  const query = compiledOnce(
    (_, { town }: Placeholders<{ town: string | null | undefined }>) => sql`select ${town}::text`,
  );

  await expect(query(compiler, { town: undefined })).rejects.toThrow("no value for its placeholder 'town'");
  expect(await query(compiler, { town: null })).toEqual([]);
});

const misuse = /placeholder 'id' is not a value/;

test.each<[string, (placeholders: Id) => unknown, RegExp]>([
  ["in arithmetic", ({ id }) => Number(id) - 1, misuse],
  ["in a comparison", ({ id }) => (id as unknown as number) > 1, misuse],
  ["in a text", ({ id }) => `${id as unknown as string}%`, misuse],
  ["as JSON", ({ id }) => JSON.stringify({ id }), misuse],
  ["all at once", (placeholders) => ({ ...placeholders }), /cannot be listed/],
])("a placeholder cannot be used as a value: %s", async (_, use, message) => {
  const query = compiledOnce((_db, placeholders: Id) => sql`select ${String(use(placeholders))}`);

  await expect(query(compiler, { id: "1" })).rejects.toThrow(message);
});
