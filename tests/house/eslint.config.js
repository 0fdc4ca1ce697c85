import { join } from "node:path";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const root = join(import.meta.dirname, "../..");
const testApi = "/^(it|test|describe|suite|journey)$/";

/** The code style that a linter can check: sizes, no `any`, no `!`, no floating promises. */
export default defineConfig(
  globalIgnores([
    "build/",
    "node_modules/",
    ".node/",
    ".data/",
    "tests/output/",
    "db/types.ts",
    "tests/outsider/",
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
  // Benchmarks measure time.
  { files: ["tests/bench/**"], rules: { "no-restricted-imports": "off" } },
  { files: ["**/*.test.{ts,tsx}"], rules: { "max-lines-per-function": "off" } },
);
