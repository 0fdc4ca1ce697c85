/** The two kinds of people, and what is done to them. */
export type Kind = "organisation_user" | "support_user";
export type Details = { firstName: string; lastName: string; email: string };

/** What somebody wants done; `userId` is of whoever is there already. */
export type Wanted = {
  what: "added" | "edited" | "removed";
  kind: Kind;
  organisationId: string | null;
  userId: string;
  details: Details;
};

/** 'refused' is a definite no; 'unknown' is no answer, or one by somebody who could not know either. */
export type Outcome = "done" | "refused" | "unknown";

/** A change that was asked for, and what came of it. `person` is a number of the test's own. */
export type Change = Wanted & { person: string; isNewAddress: boolean; outcome: Outcome };

/** One answer to one request that would save something; times are the clock's, in milliseconds. */
export type Answer = { began: number; ended: number; outcome: Outcome };

/** A request that would save something; throws where it is answered otherwise. */
export type Ask = () => Promise<"done" | "unavailable">;

/** All that the staff asked for and were told, and when the database was cut off from the web processes. */
export type AcknowledgedChanges = {
  changes: Change[];
  answers: Answer[];
  cuts: { from: number; to: number }[];
};

export const recordNothing = (): AcknowledgedChanges => ({ changes: [], answers: [], cuts: [] });

/**
 * Notes what a request came to. Where the line was cut, nobody knows; where the database was, neither does the web
 * process: whether a commit under way came through is not to be had from it.
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

/** What `fetch` says of a connection that was refused or broke, and tRPC's client after it. */
export function isLineCut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isCut = error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message);
  return isCut || isLineCut(error.cause);
}
