import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./count-reporter.ts";

const second = 1_000;
const postgres = "tests/setup/postgres/clone-source.ts";

// Files run in parallel. Vitest takes projects in alphabetical order, so the slowest files come first. The limits of time only
// end a test that hangs: a slow machine stays far from them.
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
    maxWorkers: availableParallelism() + 1, // one more than cores, because fault tests mostly wait
    projects: [
      project("attack", "tests/attack/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 60 * second,
        isolate: false,
      }),
      project("bench", "tests/bench/**/*.test.ts", { testTimeout: 300 * second }),
      project("browser", "tests/browser/**/*.test.ts", {
        globalSetup: ["tests/browser/product/start-product.ts"],
        setupFiles: ["tests/setup/end-browser-sessions.ts"],
        testTimeout: 120 * second,
        hookTimeout: 60 * second,
        isolate: false,
      }),
      // Builds what the Dockerfile describes, packages included.
      project("deploying", "tests/deploying/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 300 * second,
        hookTimeout: 300 * second,
      }),
      project("faults", "tests/faults/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 120 * second,
        hookTimeout: 60 * second,
      }),
      // Each file starts its own process of the built product.
      project("fuzz", "tests/fuzz/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 20 * second,
        hookTimeout: 60 * second,
      }),
      project("house", "tests/house/**/*.test.ts", { testTimeout: 60 * second }),
      // No module of the product holds state, so files can share a process.
      project("integration", "tests/integration/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 60 * second,
        isolate: false,
      }),
      ...(process.env["LONG_TESTS"] === "yes" ? [longTests()] : []),
      // Installs the client where a developer elsewhere would.
      project("outsider", "tests/outsider/**/*.test.ts", {
        globalSetup: [postgres],
        testTimeout: 60 * second,
        hookTimeout: 60 * second,
      }),
      project(
        "unit",
        "{app,client,server,jobs,commands,db,local,tests/cluster,tests/markup}/**/*.test.{ts,tsx}",
        {
          testTimeout: 10 * second,
          isolate: false,
        },
      ),
      // Reads what the product logged during the browser tests, so it runs after them.
      project("logs", "tests/logs/**/*.test.ts", {
        testTimeout: 20 * second,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});

/** The tests that only `npm run test:long` runs; those with LibreOffice only where it is installed. */
function longTests() {
  const hasLibreOffice = spawnSync("soffice", ["--version"]).status === 0;
  return project(
    "long",
    hasLibreOffice ? "tests/long/**/*.test.ts" : "tests/long/**/!(libreoffice).test.ts",
    {
      globalSetup: ["tests/browser/product/start-product.ts", postgres],
      testTimeout: 120 * second,
      hookTimeout: 60 * second,
    },
  );
}

type ProjectOptions = {
  testTimeout: number;
  hookTimeout?: number;
  globalSetup?: string[];
  setupFiles?: string[];
  isolate?: boolean;
  sequence?: { groupOrder: number };
};

function project(name: string, include: string, options: ProjectOptions) {
  return { extends: true as const, test: { name, include: [include], ...options } };
}
