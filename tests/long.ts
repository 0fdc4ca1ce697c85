// `npm run test:long`: what is too slow for `npm test`: three minutes of faults under load, and ten times as many inputs.
import process from "node:process";

process.env["FAULT_SECONDS"] ??= "180";
process.env["FUZZ_TIMES"] ??= "10";
process.argv.push("tests/faults", "tests/fuzz");
await import("./main.ts");
