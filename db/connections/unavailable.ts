/**
 * PostgreSQL cannot be reached, or does not answer on a connection. `isUnavailable` recognises the error by its code, and
 * not by its class, because the built site holds a copy of the class.
 */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  readonly code = "DATABASE_UNAVAILABLE";
}

/** Wraps the error for which a connection could not be opened, whatever it is. It keeps the message. */
export function notConnected(cause: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(messageOf(cause), { cause });
}

/** Node's error for a host with several addresses has no message, but one error for each address. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === "") return messageOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
