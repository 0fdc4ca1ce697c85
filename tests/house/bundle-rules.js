import { options } from "./import-rules.js";

/**
 * What the page bundle must not contain. Pages may use the types of procedures, so type imports do not count.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "pages-do-not-reach-the-database",
      comment: "Whatever pages import is bundled with them: a pool or a queue would exist twice.",
      severity: "error",
      from: { path: "^app/", pathNot: ["\\.test\\.tsx?$"] },
      to: { path: ["^db/", "^node_modules/(pg|kysely|pg-boss)/"], reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
