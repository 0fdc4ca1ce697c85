/**
 * What a script can be allowed to do (specification, section 5, API tokens). Pages import this list too, so it contains
 * plain data only.
 */
export const scopes = ["read", "organisation-users", "support-users"] as const;

export type Scope = (typeof scopes)[number];

/** The scopes and the number of days of a token where nothing else is asked for. */
export const usualScopes: readonly Scope[] = ["read", "organisation-users"];
export const usualDays = 365;
