import { expect, test } from "vitest";
import { uuidParam } from "./params.server.ts";

const id = "4f3c2b1a-0000-4000-8000-00000000000a";

test.each([id, id.toUpperCase()])("%s is an id, in lower case from here on", (value) => {
  expect(uuidParam({ userId: value }, "userId")).toBe(id);
});

test.each([undefined, "", "1", "new", `${id} `, `${id}\n`, `{${id}}`, id.replaceAll("-", ""), `${id}0`])(
  "%j is no id: 404",
  (value) => {
    expect(() => uuidParam({ userId: value }, "userId")).toThrow(
      expect.objectContaining({ status: 404 }) as Error,
    );
  },
);
