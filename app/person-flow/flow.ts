import type { Answers } from "../../server/drafts/drafts";

/**
 * Personal details → check your answers, for one audience and one purpose: the plain object that the four functions of
 * `steps.server.ts` and the two pages work from.
 */
export type PersonFlow = {
  /** Which draft is meant: a draft of another scope is not found. */
  scope: string;
  draftId: string;
  paths: {
    form: string;
    check: string;
    /** Where Back on the form and Cancel lead. */
    exit: string;
    /** Where a save leads. */
    saved: string;
  };
  wording: FlowWording;
  /** Whether the person has signed in, and cannot be changed any more. */
  isLocked?: boolean;
  /** What the form holds before anything was typed. */
  initial: Answers;
  /** What saving would do. Throws the errors of the fields at fault. */
  check: (answers: Answers) => Promise<Preview>;
  /** Saves. Throws the errors of the fields at fault. */
  save: (answers: Answers) => Promise<unknown>;
};

export const noAnswers: Answers = { firstName: "", lastName: "", email: "" };

export type FlowWording = {
  caption: string;
  /** The organisation, which titles name. */
  organisation?: string;
  emailHint?: string;
  /** What both pages say before the form's buttons. */
  inset?: string;
  /** The banner after a save. */
  saved: string;
};

/** The person as they would be stored, and what the check page says about that. */
export type Preview = {
  firstName: string;
  lastName: string;
  email: string;
  /** Which rows offer 'Change'. */
  changeable: readonly (keyof Answers)[];
  inset?: string;
  warning?: string;
};

/** The form's fields, in form order. */
export const fields = [
  { name: "firstName", label: "First name" },
  { name: "lastName", label: "Last name" },
  { name: "email", label: "Email address" },
] as const satisfies { name: keyof Answers; label: string }[];

export const fieldNames = fields.map(({ name }) => name);

/** The two pages of a flow. */
export function stepPaths(form: string) {
  return { form, check: `${form}/check` };
}

/** What the check page says of an edit: only a new address gets an email. */
export function newAddressWarning(before: { email: string }, after: { email: string }): string | undefined {
  return before.email === after.email ? undefined : `We will email ${after.email} with sign-in details.`;
}
