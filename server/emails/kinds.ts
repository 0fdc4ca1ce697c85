import type { EmailKind as StoredKind } from "../../db/types.ts";

/** A placeholder that only some kinds of email have. `personalise` provides all other placeholders for every kind. */
export type ExtraPlaceholder = "organisation" | "organisations" | "access";

type EmailKindEntry = {
  /** The name of the file in `jobs/templates/` with the email's text. */
  template: `${string}.md`;
  /** The environment variable that contains the template's id in Notify. */
  variable: `NOTIFY_TEMPLATE_${string}`;
  extraPlaceholders: readonly ExtraPlaceholder[];
  /** Whether the email contains sign-in details. Only then can it be superseded, or sent again from a person's page. */
  isInvitation: boolean;
  /** The email's name on a person's page. */
  title: string;
};

/** The kinds of email that the console sends. Pages and the worker read from here how the kinds differ. */
export const emailKinds = {
  organisation_user_added: {
    template: "organisation-user-added.md",
    variable: "NOTIFY_TEMPLATE_ORGANISATION_USER_ADDED",
    extraPlaceholders: ["organisation"],
    isInvitation: true,
    title: "Invitation",
  },
  organisation_user_removed: {
    template: "organisation-user-removed.md",
    variable: "NOTIFY_TEMPLATE_ORGANISATION_USER_REMOVED",
    extraPlaceholders: ["organisation"],
    isInvitation: false,
    title: "Removal",
  },
  organisation_user_invited_elsewhere: {
    template: "organisation-user-invited-elsewhere.md",
    variable: "NOTIFY_TEMPLATE_ORGANISATION_USER_INVITED_ELSEWHERE",
    extraPlaceholders: ["organisations"],
    isInvitation: false,
    title: "Invitation moved to another address",
  },
  support_user_added: {
    template: "support-user-added.md",
    variable: "NOTIFY_TEMPLATE_SUPPORT_USER_ADDED",
    extraPlaceholders: [],
    isInvitation: true,
    title: "Invitation",
  },
  support_user_removed: {
    template: "support-user-removed.md",
    variable: "NOTIFY_TEMPLATE_SUPPORT_USER_REMOVED",
    extraPlaceholders: [],
    isInvitation: false,
    title: "Removal",
  },
  email_address_changed: {
    template: "email-address-changed.md",
    variable: "NOTIFY_TEMPLATE_EMAIL_ADDRESS_CHANGED",
    extraPlaceholders: ["access"],
    isInvitation: true,
    title: "Changed email address",
  },
} as const satisfies Record<StoredKind, EmailKindEntry>;

export type EmailKind = keyof typeof emailKinds;

export const emailKindNames = Object.keys(emailKinds) as EmailKind[];

export type TemplateVariable = (typeof emailKinds)[EmailKind]["variable"];

export const templateVariables = emailKindNames.map((kind) => emailKinds[kind].variable);

/** The id that the template for a kind of email has in Notify. */
export function templateId(environment: Record<TemplateVariable, string>, kind: EmailKind): string {
  return environment[emailKinds[kind].variable];
}
