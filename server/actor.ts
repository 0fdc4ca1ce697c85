/** Who does something: a signed-in person, a script with an API token, or the system itself (SPEC §8). */
export type Actor =
  { kind: "support_user" | "organisation_user" | "api_token"; id: string; name: string } | { kind: "system" };

/** Commands and jobs act as this. */
export const system: Actor = { kind: "system" };
