import { addressOf, type Address, type World } from "../../data/worlds.ts";
import { peopleSearches } from "../../data/searches.ts";
import { load } from "../../processes/load.ts";
import type { Measured } from "../../processes/measured-process.ts";
import { startComparison, startOurs } from "../../processes/start.ts";
import { requireSamePages } from "./same-pages.ts";

const userList = "/support/organisations/:usual/users";

/** What is compared: a process and its pages, which are requested in turn. */
export type Subject = { process: Measured; pages: Address[] };
export type Subjects = Record<SubjectName, Subject>;
/** The user list, ours and those of the other stacks. */
export const listNames = ["ours", "A", "B", "B2"] as const;
/** Other pages of ours. */
export const pageNames = ["details", "activity", "search"] as const;
export type SubjectName = (typeof listNames)[number] | (typeof pageNames)[number];

/** Starts our web process, A, B and B2. They stop at the end of the `using` scope. */
export async function startStacks(world: World): Promise<AsyncDisposable & { subjects: Subjects }> {
  await using started = new AsyncDisposableStack();
  const ours = started.use(await startOurs(world));
  const ourPage = (path: string) => addressOf(ours.url, world, path);
  const { url: MODEL_URL, headers } = ourPage(userList);
  const floor = started.use(
    await startComparison(world, "floor.ts", { MODEL_URL, MODEL_COOKIE: headers["cookie"] }),
  );
  const macros = started.use(await startComparison(world, "macros.ts"));
  const team = started.use(await startComparison(world, "team.ts"));
  const subjects = {
    ours: { process: ours, pages: [ourPage(userList)] },
    A: { process: floor, pages: [addressOf(floor.url, world, userList)] },
    B: { process: macros, pages: [addressOf(macros.url, world, userList)] },
    B2: { process: team, pages: [addressOf(team.url, await signInTo(team, world), userList)] },
    details: { process: ours, pages: [ourPage("/support/organisations/:usual")] },
    activity: { process: ours, pages: [ourPage("/support/activity")] },
    search: { process: ours, pages: peopleSearches.map((query) => ourPage(searchPath(query))) },
  };
  await requireSamePages([subjects.ours, subjects.A, subjects.B, subjects.B2].flatMap(({ pages }) => pages));
  const stack = started.move();
  return { subjects, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** @param count how many requests of each subject */
export async function warmUp(
  subjects: Subjects,
  names: readonly SubjectName[],
  count: number,
): Promise<void> {
  for (const name of names) await load(subjects[name].pages, count);
}

const searchPath = (query: string) =>
  `/support/organisation-users?${new URLSearchParams({ query }).toString()}`;

/** B2 has sessions of its own. */
async function signInTo({ url }: Measured, world: World): Promise<World> {
  const response = await fetch(`${url}/sign-in`);
  const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";");
  return { ...world, cookie };
}
