import type { Reporter, TestCase, TestModule, TestRunEndReason, Vitest } from "vitest/node";

/** What a run came to; `silent` names the projects in which no test ran at all. */
export type Count = { passed: number; failed: number; silent: string[] };

/** Counts a run for `npm test` and sends the count to the process that started vitest, if one did. */
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

/** A skipped test, one still to be written and one that needed a second try have all not passed. */
function hasPassed(test: TestCase): boolean {
  return test.result().state === "passed" && test.diagnostic()?.flaky !== true;
}

/** A file that would not load, or a hook around a whole file or suite that failed. */
function faultsOutsideTests(module: TestModule): unknown[] {
  return [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
}
