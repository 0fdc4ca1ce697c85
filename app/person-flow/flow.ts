import { detailFields, type DetailName, type Details, mapDetails } from "../../server/people/details";
import type { Reason } from "../../server/refusals";
import type { Caller } from "../../server/router";

/**
 * The steps 'Personal details' and 'Check your answers', for adding or editing one kind of user. The functions of
 * `steps.server.ts` use this object.
 */
export type PersonFlow = {
  /** Says what a draft is for, such as one organisation. A draft can only be read with the scope it was stored with. */
  scope: string;
  /** The path that starts a new draft. The paths of the form and the check page begin with it. */
  start: string;
  /** The path of 'Cancel' on both pages, and of 'Back' on the form. */
  exit: string;
  /** The path to redirect to after saving. */
  saved: string;
  /** Decides the text of the banner after saving. */
  purpose: "add" | "edit";
  /** Whether the check page asks to confirm that the address was checked (specification, section 12, Checking an address). */
  needsConfirmation?: boolean;
  /** Reads what both pages show. Throws if the organisation or user does not exist, or configuration forbids editing. */
  describe: () => FlowDescription | Promise<FlowDescription>;
  /**
   * Saves through `api`, which marks the draft as saved in the same transaction. It reads nothing before: the procedure
   * itself refuses what `describe` would refuse. Throws like `check`.
   */
  save: (api: Caller, answers: Details) => Promise<unknown>;
};

type FlowDescription = {
  wording: FlowWording;
  /** Why nothing can be saved any more, such as that the user has signed in. */
  locked?: LockReason;
  /** The values of the form before anything is stored in the draft. */
  initial: Details;
  /** Returns what saving would store. Throws a procedure's error with a message for each invalid field. */
  check: (answers: Details) => Promise<Preview>;
};

type FlowWording = {
  caption: string;
  /** Whether the caption names an organisation that has closed. */
  isClosed?: boolean;
  /** The organisation's name, for the titles of both pages. */
  organisation?: string;
  emailHint?: string;
  /** An inset text, shown on both pages. */
  inset?: string;
  /** Who to check the address with, if the check page asks for that; `organisation` is null for a support user. */
  confirmation?: { organisation: string | null };
};

/** The refusals that end a flow: a banner says so on the page that 'Cancel' leads to. */
export const lockReasons = [
  "signedInMeanwhile",
  "organisationClosed",
  "problemClosed",
  "cannotInvite",
] as const satisfies Reason[];

export type LockReason = (typeof lockReasons)[number];

/** The details as they would be stored, and the texts of the check page about them. */
export type Preview = Details & {
  /** The details with a 'Change' link. */
  changeable: readonly DetailName[];
  inset?: string;
  warning?: string;
};

export const fieldNames = detailFields.map(({ name }) => name);

export const noAnswers: Details = mapDetails(() => "");

/** The warning on the check page of an edit. An email is sent only if the email address changes. */
export function newAddressWarning(before: Details, after: Details): string | undefined {
  return before.email === after.email ? undefined : `We will email ${after.email} with sign-in details.`;
}
