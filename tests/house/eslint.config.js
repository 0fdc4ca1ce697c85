import { globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** The house's style as far as a linter can hold it: sizes, no `any`, no `!`, no floating promises. */
export default tseslint.config(
  globalIgnores(["build/", "node_modules/", ".node/", ".data/", "db/types.ts"]),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", 40],
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/only-throw-error": "off", // Remix throws responses
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  { files: ["**/*.tsx"], rules: { "max-lines-per-function": ["error", 80] } },
  { files: ["**/*.test.{ts,tsx}"], rules: { "max-lines-per-function": "off" } },
);
