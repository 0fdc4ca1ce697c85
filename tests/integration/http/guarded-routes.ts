import type { Scope } from "../../../server/api-tokens/scopes.ts";

/** Who sends a request. A token gives access to procedures and to no page: there its holder is anonymous. */
export const callers = ["anonymous", "token", "refused", "organisationUser", "supportUser"] as const;

export type Caller = (typeof callers)[number];

/**
 * The guard that a route states, and what each caller gets: a status, and where a redirect leads. `posts` marks a route
 * that takes a post, which has the same guard.
 */
type Entry = {
  guard: "withAnyone" | "withOrganisationUser" | "withSupport";
  answers: Record<Caller, string>;
  posts: boolean;
};

const alike = (answer: string, others: Partial<Record<Caller, string>> = {}): Entry => ({
  guard: "withAnyone",
  answers: {
    anonymous: answer,
    token: answer,
    refused: answer,
    organisationUser: answer,
    supportUser: answer,
    ...others,
  },
  posts: false,
});

const withPost = (entry: Entry): Entry => ({ ...entry, posts: true });

/** For support users only. */
const support = (supportUser = "200"): Entry => ({
  ...alike("302 /sign-in", { organisationUser: "403", supportUser }),
  guard: "withSupport",
});

const supportForm = (answer?: string) => withPost(support(answer));

/** For everyone who is signed in. */
const signedIn = (organisationUser: string, supportUser: string): Entry => ({
  ...alike("302 /sign-in", { organisationUser, supportUser }),
  guard: "withOrganisationUser",
});

const organisation = "/support/organisations/:organisationId";
const problem = "/support/sign-in-problems/:problemId";

/** Every page of the console and its response to a GET. A test fails for a route that is not listed. */
export const guardedRoutes: Record<string, Entry> = {
  "/": alike("302 /sign-in", {
    refused: "302 /no-access",
    organisationUser: "302 /organisations",
    supportUser: "302 /support/organisations",
  }),
  "/*": withPost(alike("404")),
  "/accessibility": alike("200"),
  "/api/docs": alike("200"),
  "/cookies": alike("200"),
  "/privacy": alike("200"),
  "/sign-in": alike("200"),
  "/sign-out": withPost(alike("302 /")),
  "/auth/dfe": alike("302 /authorise"),
  "/auth/dfe/callback": alike("302 /auth/dfe", {
    organisationUser: "302 /",
    supportUser: "302 /",
  }),
  "/no-access": alike("302 /", { refused: "403" }),
  "/organisations": signedIn("302 /organisations/:id", "302 /support/organisations"),
  "/organisations/:organisationId": signedIn("200", "200"),
  "/support": support("302 /support/organisations"),
  "/support/organisations": support(),
  [organisation]: support(),
  [`${organisation}/users`]: supportForm(),
  [`${organisation}/users/successor`]: supportForm("302 /support/organisations/:id/users"),
  [`${organisation}/users/new`]: support("302 /support/organisations/:id/users/new/:id"),
  [`${organisation}/users/new/:draftId`]: supportForm(),
  [`${organisation}/users/new/:draftId/check`]: supportForm("302 /support/organisations/:id/users/new/:id"),
  [`${organisation}/users/:userId`]: support(),
  [`${organisation}/users/:userId/remove`]: supportForm(),
  [`${organisation}/users/:userId/edit`]: support("302 /support/organisations/:id/users/:id/edit/:id"),
  [`${organisation}/users/:userId/edit/:draftId`]: supportForm(),
  [`${organisation}/users/:userId/edit/:draftId/check`]: supportForm(
    "302 /support/organisations/:id/users/:id/edit/:id",
  ),
  "/support/activity": support(),
  "/support/activity/download": supportForm("302 /support/activity"),
  "/support/performance": support(),
  "/support/performance/download": support("404"), // nothing has been counted yet
  "/support/api-tokens": support(),
  "/support/api-tokens/new": supportForm(),
  "/support/api-tokens/:tokenId/revoke": supportForm("404"),
  "/support/sessions": supportForm(),
  "/support/bulk-changes": support(),
  "/support/bulk-changes/new": support("302 /support/bulk-changes/new/:id"),
  "/support/bulk-changes/new/:bulkChangeId": supportForm(),
  "/support/bulk-changes/template": support(),
  "/support/bulk-changes/:bulkChangeId": supportForm("404"),
  "/support/bulk-changes/:bulkChangeId/check": supportForm("404"),
  "/support/bulk-changes/:bulkChangeId/progress": support("404"),
  "/support/bulk-changes/:bulkChangeId/outcome": supportForm("302 /support/bulk-changes/:id"),
  "/support/organisation-users": supportForm(),
  "/support/organisation-users/download": supportForm("302 /support/organisation-users"),
  [`${organisation}/users/download`]: supportForm("302 /support/organisations/:id/users"),
  [`${organisation}/users/:userId/resend`]: supportForm("302 /support/organisations/:id/users/:id"),
  "/support/organisation-users/:userId": support(),
  "/support/organisation-users/:userId/unlink": supportForm("403"),
  "/support/organisation-users/:userId/organisations": support(),
  "/support/organisation-users/:userId/organisations/:organisationId": supportForm(),
  "/support/sign-in-problems": support(),
  [problem]: supportForm(),
  [`${problem}/instead/:userId`]: supportForm(),
  [`${problem}/organisations`]: support(),
  [`${problem}/organisations/:organisationId/new`]: support(
    "302 /support/sign-in-problems/:id/organisations/:id/new/:id",
  ),
  [`${problem}/organisations/:organisationId/new/:draftId`]: supportForm(),
  [`${problem}/organisations/:organisationId/new/:draftId/check`]: supportForm(
    "302 /support/sign-in-problems/:id/organisations/:id/new/:id",
  ),
  [`${problem}/support-users/new`]: support("302 /support/sign-in-problems/:id/support-users/new/:id"),
  [`${problem}/support-users/new/:draftId`]: supportForm(),
  [`${problem}/support-users/new/:draftId/check`]: supportForm(
    "302 /support/sign-in-problems/:id/support-users/new/:id",
  ),
  "/support/users/:userId/unlink": supportForm("403"),
  "/support/users/:userId/resend": supportForm("302 /support/users/:id"),
  "/support/users": support(),
  "/support/users/new": support("302 /support/users/new/:id"),
  "/support/users/new/:draftId": supportForm(),
  "/support/users/new/:draftId/check": supportForm("302 /support/users/new/:id"),
  "/support/users/:userId": support(),
  "/support/users/:userId/remove": supportForm(),
  "/support/users/:userId/edit": support("302 /support/users/:id/edit/:id"),
  "/support/users/:userId/edit/:draftId": supportForm(),
  "/support/users/:userId/edit/:draftId/check": supportForm("302 /support/users/:id/edit/:id"),
};

/** Who may call each procedure. A procedure that is not here fails the test. */
export const guardedProcedures: Record<string, "signed in" | "support" | "support users only"> = {
  "organisations.list": "signed in",
  "organisations.get": "signed in",
  "organisationUsers.list": "support",
  "organisationUsers.get": "support",
  "organisationUsers.export": "support",
  "organisationUsers.check": "support",
  "organisationUsers.add": "support",
  "organisationUsers.update": "support",
  "organisationUsers.remove": "support",
  "organisationUsers.search": "support",
  "organisationUsers.download": "support",
  "organisationUsers.downloadSearch": "support",
  "organisationUsers.resendInvitation": "support",
  "supportUsers.list": "support",
  "supportUsers.get": "support",
  "supportUsers.check": "support",
  "supportUsers.add": "support",
  "supportUsers.update": "support",
  "supportUsers.remove": "support",
  "supportUsers.resendInvitation": "support",
  "organisationUsers.person": "support",
  "organisationUsers.signingIn": "support",
  "organisationUsers.unlink": "support",
  "supportUsers.signingIn": "support",
  "supportUsers.unlink": "support",
  "signInProblems.list": "support",
  "signInProblems.get": "support",
  "signInProblems.resolve": "support",
  "signInProblems.checkInstead": "support",
  "signInProblems.inviteInstead": "support",
  "signInProblems.addToOrganisation": "support",
  "signInProblems.addAsSupportUser": "support",
  "activity.list": "support",
  "activity.choices": "support",
  "activity.download": "support",
  "performance.get": "support",
  "bulkChanges.check": "support",
  "bulkChanges.start": "support",
  "bulkChanges.get": "support",
  "bulkChanges.rows": "support",
  "bulkChanges.list": "support",
  "bulkChanges.stop": "support",
  "apiTokens.list": "support users only",
  "apiTokens.get": "support users only",
  "apiTokens.create": "support users only",
  "apiTokens.revoke": "support users only",
};

/** The scope that a token needs for each change. Whatever changes nothing needs 'read'. */
export const scopesOfChanges: Record<string, Scope> = {
  "organisationUsers.add": "organisation-users",
  "organisationUsers.update": "organisation-users",
  "organisationUsers.remove": "organisation-users",
  "organisationUsers.download": "organisation-users",
  "organisationUsers.downloadSearch": "organisation-users",
  "organisationUsers.resendInvitation": "organisation-users",
  "organisationUsers.unlink": "organisation-users",
  "supportUsers.add": "support-users",
  "supportUsers.update": "support-users",
  "supportUsers.remove": "support-users",
  "supportUsers.resendInvitation": "support-users",
  "supportUsers.unlink": "support-users",
  "signInProblems.resolve": "organisation-users",
  "signInProblems.inviteInstead": "organisation-users",
  "signInProblems.addToOrganisation": "organisation-users",
  "signInProblems.addAsSupportUser": "support-users",
  "bulkChanges.check": "organisation-users",
  "bulkChanges.start": "organisation-users",
  "bulkChanges.stop": "organisation-users",
  "activity.download": "organisation-users",
};
