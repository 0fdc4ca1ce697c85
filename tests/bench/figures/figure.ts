import { type Goal, type GoalName, goals } from "../goals.ts";

/** A measurement, from each start or round. */
export type Figure = {
  what: string;
  values: number[];
  unit: string;
  goal?: Goal;
  /** Why this machine cannot judge the goal. */
  notJudged?: string;
};

/** A measurement with a goal. `what` tells several measurements with one goal apart. */
export function judge(name: GoalName, values: number[], what: string = name): Figure {
  const goal: Goal = goals[name];
  return { what, values, unit: goal.unit ?? "", goal };
}

/** A measurement without a goal. */
export function report(what: string, values: number[], unit = ""): Figure {
  return { what, values, unit };
}

/** Whether every value misses the goal. */
export function isMissed({ values, goal, notJudged }: Figure): boolean {
  if (goal === undefined || notJudged !== undefined) return false;
  return values.every((value) => misses(value, goal));
}

/** Whether no value misses the stretch goal, if there is one. */
export function isStretched({ values, goal }: Figure): boolean {
  const { limit, stretch } = goal ?? {};
  if (limit === undefined || stretch === undefined) return false;
  const limits = "atLeast" in limit ? { atLeast: stretch } : { atMost: stretch };
  return !values.some((value) => misses(value, { limit: limits }));
}

function misses(value: number, { limit }: Pick<Goal, "limit">): boolean {
  return "atLeast" in limit ? value < limit.atLeast : value > limit.atMost;
}
