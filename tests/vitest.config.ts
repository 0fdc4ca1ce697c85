import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./count-reporter.ts";

const second = 1_000;
const postgres = "tests/setup/postgres/clone-source.ts";

// Groups run one after the other, so that the browser and the fault tests have the machine to themselves.
export default defineConfig({
  root: join(import.meta.dirname, ".."),
  esbuild: { jsx: "automatic" },
  test: {
    reporters: [process.stdout.isTTY ? "default" : "tree", new CountReporter()],
    passWithNoTests: false,
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    expect: { requireAssertions: true },
    env: { TZ: "UTC" },
    setupFiles: ["tests/setup/fail-on-console-error.ts"],
    projects: [
      project("unit", "{app,server,jobs,commands,db,local,tests/markup}/**/*.test.{ts,tsx}", {
        testTimeout: 10 * second,
      }),
      project("house", "tests/house/**/*.test.ts", { testTimeout: 60 * second }),
      project("integration", "tests/integration/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 20 * second,
      }),
      project("browser", "tests/browser/**/*.test.ts", {
        globalSetup: ["tests/browser/product/start-product.ts"],
        testTimeout: 60 * second,
        hookTimeout: 60 * second,
        sequence: { groupOrder: 1 },
      }),
      // The browser tests' product is still there, and has written its log.
      project("logs", "tests/logs/**/*.test.ts", {
        testTimeout: 20 * second,
        sequence: { groupOrder: 2 },
      }),
      project("faults", "tests/faults/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 120 * second,
        hookTimeout: 60 * second,
        maxWorkers: 1,
        sequence: { groupOrder: 3 },
      }),
      // Against the built product, a process for each file.
      project("fuzz", "tests/fuzz/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 20 * second,
        hookTimeout: 60 * second,
        sequence: { groupOrder: 4 },
      }),
      // What the Dockerfile says, done for real: it installs packages.
      project("deploying", "tests/deploying/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 300 * second,
        hookTimeout: 300 * second,
        sequence: { groupOrder: 4 },
      }),
      project("bench", "tests/bench/**/*.test.ts", {
        testTimeout: 120 * second,
        sequence: { groupOrder: 5 },
      }),
    ],
  },
});

type ProjectOptions = {
  testTimeout: number;
  hookTimeout?: number;
  globalSetup?: string[];
  maxWorkers?: number;
  sequence?: { groupOrder: number };
};

function project(name: string, include: string, options: ProjectOptions) {
  return { extends: true as const, test: { name, include: [include], ...options } };
}
