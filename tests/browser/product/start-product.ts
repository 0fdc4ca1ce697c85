import { join } from "node:path";
import type { ProvidedContext } from "vitest";
import type { TestProject } from "vitest/node";
import { startAttached } from "../../setup/attached-process.ts";

type Product = ProvidedContext["product"];

/** Starts the built product and its stand-ins once for all browser tests, as `npm start` does. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const script = join(import.meta.dirname, "product-process.ts");
  const { answer, stop } = await startAttached<Product>(script);
  project.provide("product", answer);
  return stop;
}
