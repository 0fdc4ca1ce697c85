const tests = ["\\.test\\.tsx?$"];
const ours = "^(app|server|jobs|db|local|tests|build)/";
const environment = "^server/environment\\.ts$";
const portFault = "^server/http/port-fault\\.ts$";
const queue = "^jobs/(queues|enqueue)\\.ts$";
const entryPoints = "^server/(http|main)\\.ts$";
const remixBuild = "^build/server/index\\.js$";

/**
 * Who may import whom (DESIGN.md, same heading). Tests may import anything.
 *
 * @type {import("dependency-cruiser").IForbiddenRuleType[]}
 */
const rooms = [
  {
    name: "app-imports-server-only",
    comment: "A page reads and writes through procedures; it knows no SQL, no queue and no stand-in.",
    severity: "error",
    from: { path: "^app/", pathNot: tests },
    to: { path: ours, pathNot: "^(app|server)/" },
  },
  {
    name: "pages-import-types-of-server",
    comment:
      "Only app/**/*.server.ts reaches server/: Remix bundles what it imports, so state would exist twice.",
    severity: "error",
    from: { path: "^app/", pathNot: [...tests, "\\.server\\.tsx?$"] },
    to: { path: "^server/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "components-import-components",
    comment: "Components take props: React, Remix and each other is all they need.",
    severity: "error",
    from: { path: "^app/components/", pathNot: tests },
    to: {
      pathNot: ["^app/components/", "^server/", "^node_modules/(@types/)?(react|react-dom|@remix-run)/"],
    },
  },
  {
    name: "server-imports-db-and-queue",
    comment:
      "The rules know the database and how to queue a job, not who runs it or what shows it. One command looks at Notify's templates.",
    severity: "error",
    from: { path: "^server/", pathNot: [...tests, "^server/commands/templates\\.ts$"] },
    to: { path: ours, pathNot: ["^(server|db)/", queue, remixBuild] },
  },
  {
    name: "entry-points-import-build",
    comment: "Remix's build is loaded once, by the process that serves it, and only when it starts.",
    severity: "error",
    from: { path: "^(app|server|jobs|db|local)/", pathNot: [...tests, entryPoints] },
    to: { path: "^build/" },
  },
  {
    name: "build-is-imported-dynamically",
    comment: "A static import would need a build before any test or command of server/ could run.",
    severity: "error",
    from: { path: entryPoints },
    to: { path: "^build/", dependencyTypesNot: ["dynamic-import"] },
  },
  {
    name: "jobs-import-db",
    comment: "The queue knows the database and, where an email's fate is a rule, the server.",
    severity: "error",
    from: { path: "^jobs/", pathNot: tests },
    to: { path: ours, pathNot: "^(jobs|db|server)/" },
  },
  {
    name: "few-jobs-import-server",
    comment: "Only main, worker, schedule and send-email: whatever server/ imports must not lead back to it.",
    severity: "error",
    from: { path: "^jobs/", pathNot: [...tests, "^jobs/(main|worker|schedule|send-email)\\.ts$"] },
    to: { path: "^server/", pathNot: environment },
  },
  {
    name: "db-imports-environment",
    comment: "The database knows nothing of ours but its address.",
    severity: "error",
    from: { path: "^db/", pathNot: tests },
    to: { path: ours, pathNot: ["^db/", environment] },
  },
  {
    name: "local-imports-no-rules",
    comment: "The stand-ins start the product as an operator would, but for the web server of `npm run dev`.",
    severity: "error",
    from: { path: "^local/", pathNot: [...tests, "^local/web-dev\\.ts$"] },
    to: { path: ours, pathNot: ["^(local|jobs|db)/", environment, portFault] },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const everywhere = [
  {
    name: "no-circular-imports",
    comment: "What imports each other is one thing: join it, or give what both need a file of its own.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-development-packages",
    comment: "Production installs without devDependencies.",
    severity: "error",
    from: { path: "^(app|server|jobs|db)/", pathNot: [...tests, "^db/generate-types\\.ts$"] },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "packages-are-declared",
    comment: "A package that another one brought along can leave with it.",
    severity: "error",
    from: {},
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "no-unresolvable-imports",
    comment: "Nothing answers to that name. The build alone may be missing: it is made later.",
    severity: "error",
    from: {},
    to: { couldNotResolve: true, pathNot: "build/server/index\\.js$" },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [...rooms, ...everywhere],
  options: {
    exclude: { path: "^tests/output/" },
    doNotFollow: { path: "^(node_modules|build)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
