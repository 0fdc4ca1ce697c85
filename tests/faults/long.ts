// `npm run test:faults`: the fault tests, with three minutes of faults under load.
import process from "node:process";

process.env["FAULT_SECONDS"] ??= "180";
process.argv.push("tests/faults");
await import("../main.ts");
