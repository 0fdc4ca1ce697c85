import { detailFields, type DetailName, type Details, mapDetails } from "../../server/people/details";
import type { Caller } from "../../server/router";

/**
 * Personal details → check your answers, for one audience and one purpose: the plain object that the functions of
 * `steps.server.ts` are given.
 */
export type PersonFlow = {
  /** What a draft is for. A draft of another scope is not found. */
  scope: string;
  /** The path that begins a draft. The form and the check page are below it. */
  start: string;
  /** Where Back on the form and Cancel lead. */
  exit: string;
  /** Where a save leads. */
  saved: string;
  /** Decides the banner after a save. */
  purpose: "add" | "edit";
  wording: FlowWording;
  /** Whether the person has signed in and cannot be changed any more. */
  isLocked?: boolean;
  /** The values of the form at first. */
  initial: Details;
  /** What saving would do. Throws the errors of the fields at fault. */
  check: (answers: Details) => Promise<Preview>;
  /** Saves through `api`, which claims the draft. Throws the errors of the fields at fault. */
  save: (api: Caller, answers: Details) => Promise<unknown>;
};

type FlowWording = {
  caption: string;
  /** The organisation, which titles name. */
  organisation?: string;
  emailHint?: string;
  /** Inset text of both pages. */
  inset?: string;
};

/** The person as they would be stored, and what the check page says about that. */
export type Preview = Details & {
  /** Which rows offer 'Change'. */
  changeable: readonly DetailName[];
  inset?: string;
  warning?: string;
};

export const fieldNames = detailFields.map(({ name }) => name);

export const noAnswers: Details = mapDetails(() => "");

/** The warning of the check page after an edit. Only a new address gets an email. */
export function newAddressWarning(before: Details, after: Details): string | undefined {
  return before.email === after.email ? undefined : `We will email ${after.email} with sign-in details.`;
}
