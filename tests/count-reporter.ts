import type { Reporter, TestCase, TestModule, TestRunEndReason, Vitest } from "vitest/node";

/** The result of a run; `silent` names the projects in which no test ran. */
export type Count = { passed: number; failed: number; silent: string[] };

/** Counts the tests of a run, and sends the count to the parent process. */
export class CountReporter implements Reporter {
  #projects: string[] = [];

  onInit(vitest: Vitest): void {
    this.#projects = vitest.projects.map((project) => project.name);
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter(hasPassed).length;
    const broken = modules.flatMap(faultsOutsideTests).length + unhandledErrors.length;
    const stopped = reason === "interrupted" ? 1 : 0;
    const ran = new Set(tests.map((test) => test.project.name));
    process.send?.({
      passed,
      failed: tests.length - passed + broken + stopped,
      silent: this.#projects.filter((name) => !ran.has(name)),
    } satisfies Count);
  }
}

/** A test that was skipped, is still to be written or needed a retry has not passed. */
function hasPassed(test: TestCase): boolean {
  return test.result().state === "passed" && test.diagnostic()?.flaky !== true;
}

/** Errors outside tests: a file that did not load, or a hook of a file or suite that failed. */
function faultsOutsideTests(module: TestModule): unknown[] {
  return [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
}
