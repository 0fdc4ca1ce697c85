import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { failedParameter, timedOutParameter } from "../../../server/sign-in/query-parameters.ts";
import { listProcedures } from "../../../server/openapi/procedures.ts";
import { fieldNames } from "../../house/procedures/field-names.ts";

const root = join(import.meta.dirname, "../../..");

/** A page's address, with a placeholder for each parameter, and whether it takes posts. */
export type Target = { path: string; parts: string[]; takesPosts: boolean };

/** Lists every route of the build, so that new ones are tried too. */
export function listTargets(): Target[] {
  // Node loads it, because vitest would transform all of it.
  const build = createRequire(import.meta.url)(join(root, "build/server/index.js")) as ServerBuild;
  const routes = Object.values(build.routes).filter(({ id }) => id !== "root");
  const pathOf = (id: string | undefined): string[] => {
    const route = id === undefined ? undefined : build.routes[id];
    return route ? [...pathOf(route.parentId), ...(route.path?.split("/") ?? [])].filter(Boolean) : [];
  };
  return routes.map(({ id, module }) => {
    const parts = pathOf(id);
    return { path: `/${parts.join("/")}`, parts, takesPosts: module.action !== undefined };
  });
}

/** The files that the build serves. */
export function listFiles(): string[] {
  const client = join(root, "build/client");
  return globSync("**", { cwd: client }).map((path) => `/${path === "." ? "" : path}`);
}

/**
 * The placeholder for a real value of a path's parameter.
 *
 * @throws {Error} for a parameter that has no placeholder yet
 */
export function liveValue(path: string, part: string): string {
  if (!/^[:*]/.test(part)) return part;
  const isSupport = path.startsWith("/support/users");
  const isEdit = path.includes("/edit/");
  const draft = isEdit ? ["{editDraft}", "{supportEditDraft}"] : ["{addDraft}", "{supportAddDraft}"];
  const values: Record<string, string | undefined> = {
    ":organisationId": "{organisation}",
    ":userId": isSupport ? "{supportUser}" : "{user}",
    ":draftId": draft[isSupport ? 1 : 0],
    ":problemId": "{problem}",
    ":bulkChangeId": "{bulkChange}",
    ":tokenId": "{fresh}",
    ":status": "500",
    "*": "nothing-here",
  };
  const value = values[part];
  if (value === undefined)
    throw new Error(`Say in tests/fuzz/inputs/targets.ts what ${part} of ${path} can be`);
  return value;
}

/** Parameters that remix-auth and Remix read. */
const ofLibraries = ["code", "state", "error", "error_description", "iss", "index", "_data", "_routes"];

/** Every query parameter and form field that the source reads, and every input of a procedure. */
export function listParameters(): string[] {
  const sources = globSync(["app/**/*.{ts,tsx}", "server/**/*.ts"], { cwd: root });
  const asked = sources.flatMap((path) => {
    const source = readFileSync(join(root, path), "utf8");
    return Array.from(source.matchAll(/\.(?:get|has)\("([\w-]+)"\)/g), ([, name = ""]) => name);
  });
  const inputs = listProcedures().flatMap(fieldNames);
  return [...new Set([...asked, ...inputs, ...ofLibraries, timedOutParameter, failedParameter])].toSorted();
}
