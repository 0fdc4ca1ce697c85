import { join } from "node:path";
import { defineConfig, globalIgnores } from "eslint/config";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

const root = join(import.meta.dirname, "../..");
const product = ["{app,client,server,jobs,commands,db}/**/*.{ts,tsx}"];

/** Files whose computed patterns and normalisers are measured by tests/attack/freezing/linear-time.test.ts. */
const measuredFiles = [
  "app/components/users/person-link.tsx",
  "db/demonstration/demonstration-data.ts", // sees no foreign text
  "db/search/letters.ts",
  "server/csv/encoding.ts",
  "server/emails/failed/reasons.ts",
  "server/http/reading/route-patterns.ts",
  "server/people/{email,name}.ts",
  "server/search/words.ts",
];

const measuredOnly = [
  {
    selector: "NewExpression[callee.name='RegExp']",
    message:
      "Write a literal, so that the linter sees whether it is linear, or measure it in linear-time.test.ts.",
  },
  {
    selector: "MemberExpression[property.name='normalize']",
    message: "Normalising is not linear: bound the text, and measure it in linear-time.test.ts.",
  },
  {
    selector: "ImportSpecifier[imported.name='domainToASCII']",
    message: "Converting a host is not linear: bound the text, and measure it in linear-time.test.ts.",
  },
];

const watchedOnly = [
  {
    selector: "Property[key.name='connectionString']",
    message: "Open connections with the settings of db/connections, so that none waits for ever.",
  },
];

const testApi = "/^(it|test|describe|suite|journey)$/";

/** The code style that a linter can check: sizes, no `any`, no `!`, no floating promises. */
export default defineConfig(
  globalIgnores([
    "tests/outsider/generated-client.mts",
    "build/",
    "node_modules/",
    ".node/",
    ".data/",
    "tests/output/",
    "client/source/procedures.ts",
    "db/types.ts",
    "tests/outsider/scripts/",
  ]),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { noInlineConfig: true },
    rules: {
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", 40],
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/only-throw-error": "off", // Remix throws responses
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  // Patterns take linear time, whatever text they get (specification, section 9, Hostile requests).
  {
    files: product,
    ignores: ["**/*.test.{ts,tsx}"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential" }],
    },
  },
  {
    files: product,
    ignores: ["**/*.test.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", ...measuredOnly, ...watchedOnly] },
  },
  { files: measuredFiles, rules: { "no-restricted-syntax": ["error", ...watchedOnly] } },
  { files: ["db/connections/settings.ts"], rules: { "no-restricted-syntax": ["error", ...measuredOnly] } },
  { files: ["**/*.tsx"], rules: { "max-lines-per-function": ["error", 80] } },
  // Only an interface can extend another package's types.
  { files: ["**/*.d.ts"], rules: { "@typescript-eslint/consistent-type-definitions": "off" } },
  {
    files: ["**/*.test.{ts,tsx}", "tests/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "node:timers/promises", message: "Wait for what you expect, not for time." }] },
      ],
      "no-restricted-properties": [
        "error",
        { property: "waitForTimeout", message: "Wait for what you expect, not for time." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: `MemberExpression[object.name=${testApi}][property.name=/^(skip|skipIf|runIf|only|todo|fails)$/]`,
          message: "A test runs, always and with the others.",
        },
        {
          selector: "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']",
          message: "Wait for what you expect, not for time.",
        },
        { selector: "Property[key.name='retry']", message: "A test that needs a second try is a defect." },
      ],
    },
  },
  // Scripts elsewhere write to the terminal.
  { files: ["examples/**"], rules: { "no-console": "off" } },
  // Benchmarks measure time, and faults of a cluster last for a time. Tests beside them wait for neither.
  {
    files: ["tests/{bench,cluster}/**"],
    ignores: ["tests/cluster/**/*.test.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  { files: ["**/*.test.{ts,tsx}"], rules: { "max-lines-per-function": "off" } },
);
