import { expect, it } from "vitest";
import { sanitise } from "./sanitise.ts";

// The first is the example of Notify's own client library, the others are names.
it.each([
  ["please [click this](https://evil.link)", "please \\[click this\\]\\(\\)"],
  ["# Head *x* `y` ^ a_b", "\\# Head \\*x\\* `y` ^ a\\_b"],
  ["to www.evil.example/login?x=1 now", "to  now"],
  ["evil.example", ""],
  ["É.Dupont", ""],
  ["Sure.Start/Nursery", ""],
  ["a@evil.example", "a@evil\\.example"],
  ["J. Smith & Sons' \\", "J\\. Smith & Sons' \\"],
  ["http://2130706433/x", "http://2130706433/x"],
  ["http://evil。com/login", "http://evil。com/login"],
  ["&lsqb;x&rsqb;&lpar;https&colon;//a&period;b&rpar;", "&lsqb;x&rsqb;&lpar;https&colon;//a&period;b&rpar;"],
])("makes %j into %j", (typed, sanitised) => {
  expect(sanitise(typed)).toBe(sanitised);
});
