/** The two kinds of user. */
export type Kind = "organisation_user" | "support_user";
export type Details = { firstName: string; lastName: string; email: string };

/** A change that a member of staff wants to make; `userId` is empty for a new user. */
export type Wanted = {
  what: "added" | "edited" | "removed";
  kind: Kind;
  organisationId: string | null;
  userId: string;
  details: Details;
};

/** 'refused' means not saved; 'unknown' means no response, or a 503 while the database was cut off. */
export type Outcome = "done" | "refused" | "unknown";

/** A requested change and its outcome. `person` identifies the person within the test. */
export type Change = Wanted & { person: string; isNewAddress: boolean; outcome: Outcome };

/** The outcome of one request to save, with its start and end in milliseconds. */
export type Answer = { began: number; ended: number; outcome: Outcome };

/** Sends a request to save, and throws on any other response. */
export type Ask = () => Promise<"done" | "unavailable">;

/** Every change that the staff requested, every response, and when the web processes had no database. */
export type AcknowledgedChanges = {
  changes: Change[];
  answers: Answer[];
  cuts: { from: number; to: number }[];
};

export const recordNothing = (): AcknowledgedChanges => ({ changes: [], answers: [], cuts: [] });

/**
 * Records the outcome of a request. It is unknown if the connection broke, or if the database was cut off:
 * then the web process cannot tell whether its commit succeeded.
 */
export async function note(acknowledged: AcknowledgedChanges, ask: Ask): Promise<Outcome> {
  const began = Date.now();
  const outcome = await ask().then(
    (said): Outcome => {
      if (said === "done") return "done";
      return acknowledged.cuts.some(({ from, to }) => from <= Date.now() && to >= began)
        ? "unknown"
        : "refused";
    },
    (error: unknown): Outcome => {
      if (!isLineCut(error)) throw error;
      return "unknown";
    },
  );
  acknowledged.answers.push({ began, ended: Date.now(), outcome });
  return outcome;
}

/** Whether an error of `fetch`, or of the client, means that the connection was refused or broke. */
export function isLineCut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isCut = error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message);
  return isCut || isLineCut(error.cause);
}
