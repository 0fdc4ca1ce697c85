import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "./dockerfile.ts";

/** The parts of a compose.yaml service that tests use. */
export type ComposeService = {
  image: string;
  build?: string;
  command?: string[];
  restart?: string;
  environment: Record<string, string | number>;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  user?: string;
  volumes?: string[];
};

/** The services of compose.yaml, with shared parts filled in. */
export function readServices(): Record<string, ComposeService> {
  const text = readFileSync(join(root, "compose.yaml"), "utf8");
  return (parse(text, { merge: true }) as { services: Record<string, ComposeService> }).services;
}
