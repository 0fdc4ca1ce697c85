/** What DfE Sign-in sends to the callback when nobody has signed in, and whether `state` goes with it. */
type Answer = { label: string; error: string | null; hasState: boolean };

/** The answers, each with a button on the sign-in page (specification, section 9, Stand-ins). */
export const answers = {
  cancel: { label: "Cancel", error: "access_denied", hasState: true },
  login_required: { label: "Cancel at a later step", error: "login_required", hasState: true },
  consent_denied: { label: "Do not consent", error: "consent_denied", hasState: false },
  expired: { label: "Session expired", error: "sessionexpired", hasState: false },
  empty: { label: "Come back without anything", error: null, hasState: false },
} as const satisfies Record<string, Answer>;

/** The answer that a posted form of the sign-in page asks for, if it asks for one. */
export function chosenAnswer(form: URLSearchParams): Answer | undefined {
  const name = form.get("answer") ?? "";
  return Object.hasOwn(answers, name) ? answers[name as keyof typeof answers] : undefined;
}

/** The address of the console's callback with this answer, for one that has no `state`. */
export function addressOf(callback: string, { error }: Pick<Answer, "error">): string {
  return error === null ? callback : `${callback}?${new URLSearchParams({ error }).toString()}`;
}
