// `npm run test:long`: what is too slow for `npm test`: three minutes of faults under load, ten times as many inputs,
// and the tests in tests/long.
import process from "node:process";

process.env["FAULT_SECONDS"] ??= "180";
process.env["FUZZ_TIMES"] ??= "10";
process.env["LONG_TESTS"] = "yes";
process.argv.push("tests/faults", "tests/fuzz", "tests/long");
await import("./main.ts");
