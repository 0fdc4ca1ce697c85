import type { ApiToken } from "../../../server/api-tokens/schema";
import type { Scope } from "../../../server/api-tokens/scopes";
import { formatDateTime } from "../date-time";

/** What a token with a scope may do, in lists and beside the checkboxes of the form. */
export const scopeWords: Record<Scope, { short: string; long: string }> = {
  read: { short: "Read", long: "Read everything, including names and email addresses" },
  "organisation-users": {
    short: "Change organisation users",
    long: "Change organisation users, several at once too, and deal with sign-in problems",
  },
  "support-users": { short: "Change support users", long: "Change support users" },
};

/** Who made a token. */
export function makerOf({ madeBy }: ApiToken): string {
  return madeBy ?? "Command line";
}

/** When a token ends or has ended. */
export function endOf({ endsAt }: ApiToken): string {
  return endsAt === null ? "Does not end" : formatDateTime(endsAt);
}

/** When a token was last used. */
export function lastUseOf({ lastUsedAt }: ApiToken): string {
  return lastUsedAt === null ? "Not used yet" : formatDateTime(lastUsedAt);
}

/** What a token may do, in one line. */
export function scopesOf({ scopes }: ApiToken): string {
  return scopes.map((scope) => scopeWords[scope].short).join(", ");
}
