type Break = { rule: string; file: string; imports: string };

const take = (path: string) => `import { value as taken } from "${path}"; export const used = taken;`;
const takeType = (path: string) => `import type { Value as Taken } from "${path}"; export type Used = Taken;`;

/** The packages installed in the example project; `undeclared` was installed by another package. */
export const packages: Record<string, string> = {
  ...Object.fromEntries(
    ["react", "@remix-run/react", "express", "kysely", "vite", "undeclared"].map((name) => [
      `node_modules/${name}/index.js`,
      "",
    ]),
  ),
  "build/server/index.js": "",
};

/** The example project's package.json. */
export const manifest = {
  dependencies: { react: "1", "@remix-run/react": "1", express: "1", kysely: "1" },
  devDependencies: { vite: "1" },
};

/** Imports that the rules allow, by file. */
export const keeps: Record<string, string[]> = {
  "app/components/page.tsx": [take("react"), take("./govuk/button.tsx").replaceAll("taken", "button")],
  "app/components/govuk/button.tsx": [takeType("../../../server/router.ts")],
  "client/source/index.ts": ['import "node:crypto";', takeType("./procedures.ts")],
  "client/source/procedures.ts": [],
  "app/components/emails.tsx": [take("../../server/emails/kinds.ts")],
  "app/routes/page.tsx": [take("../components/page.tsx"), takeType("../../server/router.ts")],
  "app/session.server.ts": [take("../server/refusals.ts"), takeType("../server/router.ts")],
  "app/routes/page.test.tsx": [take("../../db/database.ts"), takeType("../../tests/people.ts")],
  "server/refusals.ts": [],
  "server/router.ts": [take("../db/database.ts"), takeType("./refusals.ts")],
  "server/x.ts": [take("./w.ts")], // a circle has two halves; only one is reported
  "server/main.ts": [
    'export const build = () => import("../build/server/index.js");',
    takeType("./router.ts"),
  ],
  "jobs/main.ts": [take("../server/router.ts"), takeType("../db/database.ts")],
  "commands/emails.ts": [take("../jobs/main.ts"), takeType("../server/router.ts")],
  "db/database.ts": [take("kysely")],
  "local/main.ts": [take("vite"), takeType("../jobs/main.ts"), takeType("../server/router.ts")],
  "tests/people.ts": [take("../local/main.ts"), takeType("../app/session.server.ts")],
};

/** One file for each way to break a rule, and the rule that has to catch it. */
export const breaks: Break[] = [
  { rule: "app-imports-server", file: "app/a-database.ts", imports: takeType("../db/database.ts") },
  { rule: "app-imports-server", file: "app/b-job.ts", imports: takeType("../jobs/main.ts") },
  { rule: "app-imports-server", file: "app/c-stand-in.ts", imports: take("../local/main.ts") },
  { rule: "app-imports-server", file: "app/d-test.ts", imports: take("../tests/people.ts") },
  { rule: "pages-import-types-of-server", file: "app/e.tsx", imports: take("../server/refusals.ts") },
  {
    rule: "pages-import-types-of-server",
    file: "app/f.tsx",
    imports: 'import { value, type Value } from "../server/refusals.ts"; export const kept: Value = value;',
  },
  { rule: "components-import-components", file: "app/components/h.tsx", imports: take("../routes/page.tsx") },
  { rule: "components-import-components", file: "app/components/i.tsx", imports: take("express") },
  { rule: "components-import-components", file: "app/components/j.tsx", imports: 'import "node:fs";' },
  { rule: "tables-import-nothing", file: "server/emails/kinds.ts", imports: take("../refusals.ts") },
  { rule: "server-imports-db", file: "server/k.ts", imports: take("../app/routes/page.tsx") },
  { rule: "server-imports-db", file: "server/l.ts", imports: takeType("../jobs/main.ts") },
  { rule: "server-imports-db", file: "server/m.ts", imports: take("../commands/emails.ts") },
  { rule: "server-imports-db", file: "server/n.ts", imports: take("../local/main.ts") },
  { rule: "server-entry-imports-build", file: "server/o.ts", imports: 'import "../build/server/index.js";' },
  {
    rule: "build-is-imported-dynamically",
    file: "server/main.ts",
    imports: 'import "../build/server/index.js";',
  },
  { rule: "jobs-import-server-and-db", file: "jobs/p.ts", imports: take("../app/routes/page.tsx") },
  { rule: "jobs-import-server-and-db", file: "jobs/q.ts", imports: takeType("../commands/emails.ts") },
  { rule: "commands-import-jobs-server-and-db", file: "commands/r.ts", imports: take("../local/main.ts") },
  { rule: "db-imports-nothing-of-ours", file: "db/s.ts", imports: takeType("../server/router.ts") },
  { rule: "client-imports-nothing", file: "client/source/s.ts", imports: takeType("../../server/router.ts") },
  { rule: "client-imports-nothing", file: "client/source/t.ts", imports: take("express") },
  { rule: "local-imports-product", file: "local/t.ts", imports: take("../app/session.server.ts") },
  { rule: "local-imports-product", file: "local/u.ts", imports: takeType("../tests/people.ts") },
  { rule: "no-circular-imports", file: "server/w.ts", imports: take("./x.ts") },
  { rule: "no-development-packages", file: "server/y.ts", imports: take("vite") },
  { rule: "packages-are-declared", file: "local/z.ts", imports: take("undeclared") },
  { rule: "no-unresolvable-imports", file: "db/nothing.ts", imports: take("./nowhere.ts") },
  // Allowed by itself, but what it reaches is not.
  {
    rule: "pages-do-not-reach-the-database",
    file: "app/reach.server.ts",
    imports: take("../server/router.ts"),
  },
];
