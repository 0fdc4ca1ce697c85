import { expect, it } from "vitest";
import { partsToLookUp } from "./look-up.ts";
import { takeSample } from "./sample.ts";

const sample = takeSample(["common ashgrove", "common", "common ashford", "common zq"]);

it.each([
  // the three characters of each word that are the rarest in the sample, and others up to two
  [["common"], ["com", "omm"]],
  [["xcommon"], ["xco", "com"]],
  [["ashgrove"], ["shg", "hgr"]],
  [
    ["common", "ashford"],
    ["shf", "com"],
  ],
  [
    ["common", "ashgrove", "zzz", "yyy"],
    ["zzz", "yyy", "shg"],
  ],
  // short words only if there are no others
  [
    ["zq", "c", "common"],
    ["com", "omm"],
  ],
  [["zq"], ["zq"]],
  [["c"], []],
  // the index has no marks before numbers, but characters of other scripts
  [["#100001"], ["100", "000"]],
  [["#1"], []],
  [["λόγος"], ["λόγ", "όγο"]],
  [["徐"], ["徐"]],
  [["𠮷𠮷𠮷"], ["𠮷𠮷𠮷"]],
])("looks up %j by %j", (words, parts) => {
  expect(partsToLookUp(sample, words)).toEqual(parts);
});

it("looks words up in a table of which it knows nothing", () => {
  expect(partsToLookUp(takeSample([]), ["common"])).toEqual(["com", "omm"]);
});
