type Break = { rule: string; file: string; imports: string };

const take = (path: string) => `import { value as taken } from "${path}"; export const used = taken;`;
const takeType = (path: string) => `import type { Value as Taken } from "${path}"; export type Used = Taken;`;

/** What is installed in the example house; `hitchhiker` was brought along by another package. */
export const packages: Record<string, string> = {
  ...Object.fromEntries(
    ["react", "@remix-run/react", "express", "vite", "hitchhiker"].map((name) => [
      `node_modules/${name}/index.js`,
      "",
    ]),
  ),
  "build/server/index.js": "",
};

/** The example house's package.json. */
export const manifest = {
  dependencies: { react: "1", "@remix-run/react": "1", express: "1" },
  devDependencies: { vite: "1" },
};

/** Imports that the house allows, file by file. */
export const keeps: Record<string, string[]> = {
  "app/components/page.tsx": [take("react"), take("./govuk/button.tsx").replaceAll("taken", "button")],
  "app/components/govuk/button.tsx": [takeType("../../../server/router.ts")],
  "app/routes/page.tsx": [take("../components/page.tsx"), takeType("../../server/router.ts")],
  "app/session.server.ts": [take("../server/router.ts"), takeType("../server/environment.ts")],
  "app/routes/page.test.tsx": [take("../../db/database.ts"), takeType("../../tests/setup/people.ts")],
  "server/router.ts": [take("../db/database.ts"), takeType("../jobs/enqueue.ts")],
  "server/environment.ts": [],
  "server/x.ts": [take("./w.ts")], // a circle has two halves, and one is reported
  "server/main.ts": [
    'export const build = () => import("../build/server/index.js");',
    takeType("./router.ts"),
  ],
  "jobs/queues.ts": [take("../db/database.ts")],
  "jobs/enqueue.ts": [take("./queues.ts"), takeType("../server/environment.ts")],
  "jobs/worker.ts": [take("../server/router.ts"), takeType("./enqueue.ts")],
  "jobs/main.ts": [take("./worker.ts")],
  "db/database.ts": [take("express"), takeType("../server/environment.ts")],
  "local/main.ts": [take("vite"), takeType("../jobs/main.ts"), takeType("../server/environment.ts")],
  "tests/setup/people.ts": [take("../../local/main.ts"), takeType("../../app/session.server.ts")],
};

/** One file for each way of breaking a rule, and the rule that has to notice. */
export const breaks: Break[] = [
  { rule: "app-imports-server-only", file: "app/a-database.server.ts", imports: take("../db/database.ts") },
  { rule: "app-imports-server-only", file: "app/b-queue.server.ts", imports: takeType("../jobs/enqueue.ts") },
  { rule: "app-imports-server-only", file: "app/c-stand-in.ts", imports: take("../local/main.ts") },
  { rule: "app-imports-server-only", file: "app/d-test.ts", imports: take("../tests/setup/people.ts") },
  { rule: "pages-import-types-of-server", file: "app/routes/e.tsx", imports: take("../../server/router.ts") },
  {
    rule: "pages-import-types-of-server",
    file: "app/components/f.tsx",
    imports: take("../../server/environment.ts"),
  },
  {
    rule: "pages-import-types-of-server",
    file: "app/routes/g.tsx",
    imports: 'import { value, type Value } from "../../server/router.ts"; export const kept: Value = value;',
  },
  { rule: "components-import-components", file: "app/components/h.tsx", imports: take("../routes/page.tsx") },
  { rule: "components-import-components", file: "app/components/i.tsx", imports: take("express") },
  { rule: "components-import-components", file: "app/components/j.tsx", imports: 'import "node:fs";' },
  { rule: "server-imports-db-and-queue", file: "server/k.ts", imports: take("../app/routes/page.tsx") },
  { rule: "server-imports-db-and-queue", file: "server/l.ts", imports: take("../jobs/worker.ts") },
  { rule: "server-imports-db-and-queue", file: "server/m.ts", imports: take("../local/main.ts") },
  { rule: "server-imports-db-and-queue", file: "server/n.ts", imports: take("../tests/setup/people.ts") },
  { rule: "entry-points-import-build", file: "server/o.ts", imports: 'import "../build/server/index.js";' },
  {
    rule: "build-is-imported-dynamically",
    file: "server/http.ts",
    imports: 'import "../build/server/index.js";',
  },
  { rule: "jobs-import-db", file: "jobs/p.ts", imports: take("../app/session.server.ts") },
  { rule: "jobs-import-db", file: "jobs/q.ts", imports: take("../local/main.ts") },
  { rule: "few-jobs-import-server", file: "jobs/r.ts", imports: take("../server/router.ts") },
  { rule: "db-imports-environment", file: "db/s.ts", imports: take("../server/router.ts") },
  { rule: "db-imports-environment", file: "db/t.ts", imports: take("../jobs/queues.ts") },
  { rule: "local-imports-no-rules", file: "local/u.ts", imports: take("../server/router.ts") },
  { rule: "local-imports-no-rules", file: "local/v.ts", imports: take("../app/session.server.ts") },
  { rule: "no-circular-imports", file: "server/w.ts", imports: take("./x.ts") },
  { rule: "no-development-packages", file: "server/y.ts", imports: take("vite") },
  { rule: "packages-are-declared", file: "local/z.ts", imports: take("hitchhiker") },
  { rule: "no-unresolvable-imports", file: "db/nothing.ts", imports: take("./nowhere.ts") },
];
