const tests = ["\\.test\\.tsx?$"];
const ours = "^(app|client|server|jobs|commands|db|local|tests|build)/";
// What server/ and pages both read.
const tables = "^server/(api-tokens/scopes|emails/kinds|people/details)\\.ts$";
const serverEntry = "^server/main\\.ts$";

/**
 * The allowed imports: app → server → db; jobs → server → db; commands → jobs, server and db. local may
 * import all of these, and tests may import anything.
 *
 * @type {import("dependency-cruiser").IForbiddenRuleType[]}
 */
const rooms = [
  {
    name: "app-imports-server",
    comment: "Pages read and write through procedures; they do not know SQL, queues or stand-ins.",
    severity: "error",
    from: { path: "^app/", pathNot: tests },
    to: { path: ours, pathNot: "^(app|server)/" },
  },
  {
    name: "pages-import-types-of-server",
    comment: "Only app/**/*.server.ts imports values from server/, apart from tables.",
    severity: "error",
    from: { path: "^app/", pathNot: [...tests, "\\.server\\.tsx?$"] },
    to: { path: "^server/", pathNot: tables, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "tables-import-nothing",
    comment: "Pages use these tables, so nothing of the server may come along.",
    severity: "error",
    from: { path: tables },
    to: { dependencyTypesNot: ["type-only"] },
  },
  {
    name: "components-import-components",
    comment:
      "Components take props. They need React, Remix, the console's paths and queries, and each other.",
    severity: "error",
    from: { path: "^app/components/", pathNot: tests },
    to: {
      pathNot: [
        "^app/(components/|(paths|list-links|activity/(date-field|filter-query))\\.ts$)",
        "^server/",
        "^node_modules/(@types/)?(react|react-dom|@remix-run)/",
      ],
    },
  },
  {
    name: "server-imports-db",
    comment: "The rules know the database, but not who runs them or what shows them.",
    severity: "error",
    from: { path: "^server/", pathNot: tests },
    to: { path: ours, pathNot: ["^(server|db)/", "^build/server/index\\.js$"] },
  },
  {
    name: "server-entry-imports-build",
    comment: "Only the web process loads Remix's build, once, when it starts.",
    severity: "error",
    from: { path: "^(app|server|jobs|commands|db|local)/", pathNot: [...tests, serverEntry] },
    to: { path: "^build/" },
  },
  {
    name: "build-is-imported-dynamically",
    comment: "A static import would need a build before any test of server/ could run.",
    severity: "error",
    from: { path: serverEntry },
    to: { path: "^build/", dependencyTypesNot: ["dynamic-import"] },
  },
  {
    name: "jobs-import-server-and-db",
    comment: "The worker runs the rules of server/.",
    severity: "error",
    from: { path: "^jobs/", pathNot: tests },
    to: { path: ours, pathNot: "^(jobs|server|db)/" },
  },
  {
    name: "commands-import-jobs-server-and-db",
    comment: "Commands run the rules of server/, and check what jobs/ sends.",
    severity: "error",
    from: { path: "^commands/", pathNot: tests },
    to: { path: ours, pathNot: "^(commands|jobs|server|db)/" },
  },
  {
    name: "client-imports-nothing",
    comment: "Scripts elsewhere install the client's source without the console.",
    severity: "error",
    from: { path: "^client/source/", pathNot: tests },
    to: { pathNot: "^client/source/", dependencyTypesNot: ["core"] },
  },
  {
    name: "db-imports-nothing-of-ours",
    comment: "The database is below everything else.",
    severity: "error",
    from: { path: "^db/", pathNot: tests },
    to: { path: ours, pathNot: "^db/" },
  },
  {
    name: "local-imports-product",
    comment: "The stand-ins start the product as an operator would; nothing of them is in a page or a test.",
    severity: "error",
    from: { path: "^local/", pathNot: tests },
    to: { path: ours, pathNot: "^(local|jobs|server|db)/" },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const everywhere = [
  {
    name: "no-circular-imports",
    comment: "Files that import each other are one file, or need a third one for what both use.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-development-packages",
    comment: "Production installs without devDependencies.",
    severity: "error",
    from: { path: "^(app|server|jobs|commands|db)/", pathNot: tests },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "packages-are-declared",
    comment: "A package that another package installed can disappear with it.",
    severity: "error",
    from: {},
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "no-unresolvable-imports",
    comment:
      "The imported file does not exist. Only what is made later may be missing: the build, and a generated client.",
    severity: "error",
    from: { pathNot: "^tests/outsider/generated-client\\.mts$" },
    to: { couldNotResolve: true, pathNot: "build/server/index\\.js$" },
  },
];

/** @type {import("dependency-cruiser").ICruiseOptions} */
export const options = {
  exclude: { path: "^tests/output/" },
  doNotFollow: { path: "^(node_modules|build)/" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default", "types"],
  },
};

/** @type {import("dependency-cruiser").IConfiguration} */
export default { forbidden: [...rooms, ...everywhere], options: { ...options, tsPreCompilationDeps: true } };
