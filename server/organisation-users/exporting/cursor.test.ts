import { expect, it } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";

const hour = 60 * 60 * 1_000;
const ofOne = { secret: "a secret", actorId: "one", organisationIds: ["b", "a"] };
const position = {
  organisationId: "0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11",
  userId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
};

it("reads what it wrote, for 24 hours after the export began", () => {
  const [recent, old] = [Date.now() - 23 * hour, Date.now() - 25 * hour];
  const read = (begunAt: number) => readCursor(ofOne, writeCursor(ofOne, { begunAt, ...position }));

  expect(read(recent)).toEqual({ begunAt: recent, ...position });
  expect(() => read(old)).toThrow("This export cannot go on");
});

it("takes the organisations in any order", () => {
  const cursor = { begunAt: Date.now(), ...position };

  const text = writeCursor(ofOne, cursor);

  expect(readCursor({ ...ofOne, organisationIds: ["a", "b"] }, text)).toEqual(cursor);
  expect(() => readCursor({ ...ofOne, organisationIds: ["a"] }, text)).toThrow("This export cannot go on");
});
