import { Counter, Histogram, Registry } from "prom-client";

/** How a sign-in can end. The first two are the kind of the user who is now signed in; with the others, nobody is. */
export const signInOutcomes = [
  "support_user",
  "organisation_user",
  "refused",
  "cancelled",
  "expired",
  "failed",
  "unavailable",
  "error",
] as const;

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Creates the metrics that a process keeps about itself. Their labels contain no personal data, and each label has few
 * possible values.
 */
export function createMetrics() {
  const registry = new Registry();
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "How long the requests that this process answered took, by the pattern of their route",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const signIns = new Counter({
    name: "console_sign_ins_total",
    help: "Sign-ins that this process completed, or could not begin, by outcome",
    labelNames: ["outcome"],
    registers: [registry],
  });
  for (const outcome of signInOutcomes) signIns.inc({ outcome }, 0);
  return {
    registry,
    requests,
    countSignIn: (outcome: (typeof signInOutcomes)[number]) => {
      signIns.inc({ outcome });
    },
  };
}
