import fc from "fast-check";
import { anyText, prototypeKeys } from "./texts.ts";

/** A text as JSON, lone surrogates escaped. */
export const asText = (text: string) => JSON.stringify(text);

/** An object as JSON. Unlike `JSON.stringify`, it keeps repeated keys. */
export function asObject(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${asText(key)}:${value}`).join(",")}}`;
}

const deep = fc
  .tuple(fc.constantFrom(["[", "]"], ['{"a":', "}"], ['{"__proto__":', "}"]), fc.constantFrom(3, 500, 9_000))
  .map(([[open = "", close = ""], depth]) => `${open.repeat(depth)}1${close.repeat(depth)}`);

const plain = fc.constantFrom(
  ...[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "1e309",
    "9007199254740993",
    "1e-400",
    "[]",
    "{}",
  ],
  ...['"\\ud800"', '"\\udfff\\ud800"', '"\\u0000"', '[""]', '{"$ne":null}', '{"toString":1}', '{"then":{}}'],
);

/** JSON text of every kind, and some that is not valid. */
export const anyJson = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 5, arbitrary: anyText.map(asText) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...prototypeKeys).map((key) =>
      asObject([
        [key, "{}"],
        ["a", "1"],
        ["a", "2"],
      ]),
    ),
  },
  { weight: 1, arbitrary: deep },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "{", "[1,]", "NaN", "undefined", "\uFEFF{}", '{"a":1}{}', "'a'"),
  },
);
