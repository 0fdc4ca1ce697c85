import { afterAll } from "vitest";
import { endSessions } from "../browser/steps/sign-in-once.ts";

// A setup file, because vitest runs these for each file, but a step only in the first file that imports it.
afterAll(endSessions);
