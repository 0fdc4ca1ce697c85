import type { Choices } from "../../../server/activity/schema";

type Actor = Choices["actors"][number];

/**
 * The names in the list of who did something, by id. Support users of one name have their address. 'Someone else' is
 * an id that is not in the list: a URL can have any.
 */
export function actorNames({ actors }: Choices, chosen: string | undefined): [id: string, name: string][] {
  const namesakes = Map.groupBy(actors, ({ name }) => name.toLowerCase());
  const names = actors.map((actor): [string, string] => [
    actor.id,
    nameOf(actor, (namesakes.get(actor.name.toLowerCase())?.length ?? 0) > 1),
  ]);
  const isKnown = chosen === undefined || actors.some(({ id }) => id === chosen);
  return isKnown ? names : [...names, [chosen, "Someone else"]];
}

function nameOf({ kind, name, email, isCurrent }: Actor, hasNamesake: boolean): string {
  const isToken = kind === "api_token";
  const notes = [
    isToken && "API token",
    hasNamesake && email,
    !isCurrent && (isToken ? "revoked" : "removed"),
  ].filter(Boolean);
  return notes.length === 0 ? name : `${name} (${notes.join(", ")})`;
}
