import type { EmailKind as StoredKind } from "../../db/types.ts";

/** A placeholder of only some emails; `personalise` provides the rest for every kind. */
export type ExtraPlaceholder = "organisation" | "access";

type EmailKindEntry = {
  /** The file in `jobs/templates/`. */
  template: `${string}.md`;
  /** The environment variable with the template's id in Notify. */
  variable: `NOTIFY_TEMPLATE_${string}`;
  extraPlaceholders: readonly ExtraPlaceholder[];
  /** Whether it holds sign-in details; only such an email can be superseded and sent again. */
  isInvitation: boolean;
  /** What a person's page calls it. */
  title: string;
};

/** The emails that the console sends. All that differs between them is here; pages and the worker derive the rest. */
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

/** The id, in Notify, of the template for a kind of email. */
export function templateId(environment: Record<TemplateVariable, string>, kind: EmailKind): string {
  return environment[emailKinds[kind].variable];
}
