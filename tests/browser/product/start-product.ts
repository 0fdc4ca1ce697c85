import { join } from "node:path";
import type { ProvidedContext } from "vitest";
import type { TestProject } from "vitest/node";
import { startAttached } from "../../setup/attached-process.ts";

type Product = ProvidedContext["product"];

/** Before the browser tests: the built product with its stand-ins, as `npm start` runs it, once for all of them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const script = join(import.meta.dirname, "product-process.ts");
  const { answer, stop } = await startAttached<Product>(script);
  project.provide("product", answer);
  return stop;
}
