type Query = Record<string, string>;

/**
 * Every path that the console links to or redirects to. The path of a page about one user starts with the path of the
 * list of users, so the same functions serve organisation users and support users.
 */
export const paths = {
  home: "/",
  accessibility: "/accessibility",
  cookies: "/cookies",
  privacy: "/privacy",

  signIn: (query: Query = {}) => withQuery("/sign-in", query),
  beginSignIn: (query: Query = {}) => withQuery("/auth/dfe", query),
  signOut: "/sign-out",
  noAccess: "/no-access",

  yourOrganisations: "/organisations",
  yourOrganisation: (organisationId: string) => `/organisations/${organisationId}`,

  support: "/support",
  organisations: "/support/organisations",
  organisation: (organisationId: string, query: Query = {}) =>
    withQuery(`/support/organisations/${organisationId}`, query),
  organisationUsers: (organisationId: string, query: Query = {}) =>
    withQuery(`/support/organisations/${organisationId}/users`, query),
  organisationUsersDownload: (organisationId: string, query: Query = {}) =>
    withQuery(`/support/organisations/${organisationId}/users/download`, query),
  addToSuccessor: (organisationId: string) => `/support/organisations/${organisationId}/users/successor`,
  allOrganisationUsers: "/support/organisation-users",
  allOrganisationUsersDownload: (query: Query = {}) =>
    withQuery("/support/organisation-users/download", query),
  foundOrganisationUsers: (query: string) => withQuery("/support/organisation-users", { query }),
  signInProblems: "/support/sign-in-problems",
  signInProblem: (problemId: string, query: Query = {}) =>
    withQuery(`/support/sign-in-problems/${problemId}`, query),
  /** The page that invites a refused address in place of a person's. */
  inviteInstead: (problem: string, userId: string) => `${problem}/instead/${userId}`,
  /** Adds the person of a sign-in problem as a support user. */
  addAsSupportUser: (problem: string) => addTo(`${problem}/support-users`),
  supportUsers: "/support/users",
  bulkChanges: "/support/bulk-changes",
  /** Starts a new bulk change. With `organisationId`, all its rows are for that organisation. */
  newBulkChange: (query: Query = {}) => withQuery("/support/bulk-changes/new", query),
  bulkChangeTemplate: (query: Query = {}) => withQuery("/support/bulk-changes/template", query),
  bulkChangeForm: (bulkChangeId: string, query: Query = {}) =>
    withQuery(`/support/bulk-changes/new/${bulkChangeId}`, query),
  checkBulkChange: (bulkChangeId: string, query: Query = {}) =>
    withQuery(`/support/bulk-changes/${bulkChangeId}/check`, query),
  bulkChange: (bulkChangeId: string, query: Query = {}) =>
    withQuery(`/support/bulk-changes/${bulkChangeId}`, query),
  bulkChangeProgress: (bulkChangeId: string) => `/support/bulk-changes/${bulkChangeId}/progress`,
  bulkChangeOutcome: (bulkChangeId: string) => `/support/bulk-changes/${bulkChangeId}/outcome`,
  apiTokens: "/support/api-tokens",
  newApiToken: "/support/api-tokens/new",
  revokeApiToken: (tokenId: string) => `/support/api-tokens/${tokenId}/revoke`,
  sessions: "/support/sessions",
  activity: (filter: Query = {}) => withQuery("/support/activity", filter),
  activityDownload: (filter: Query = {}) => withQuery("/support/activity/download", filter),
  performance: (query: Query = {}) => withQuery("/support/performance", query),
  performanceDownload: (query: Query) => withQuery("/support/performance/download", query),

  addUser: addTo,
  user: (list: string, userId: string, query: Query = {}) => withQuery(`${list}/${userId}`, query),
  editUser: (user: string) => `${user}/edit`,
  removeUser: (user: string) => `${user}/remove`,
  inviteAgain: (user: string) => `${user}/resend`,
  unlink: (user: string) => `${user}/unlink`,

  /** The search for the organisation to which the person of a page is added. */
  chooseOrganisation: (page: string) => `${page}/organisations`,
  chosenOrganisation: (page: string, organisationId: string) => `${page}/organisations/${organisationId}`,

  /** The form of a draft. `start` is the path that starts a new draft, for adding or editing. */
  form: (start: string, draftId: string) => `${start}/${draftId}`,
  checkAnswers: (form: string) => `${form}/check`,
  /** The form, scrolled to one field. `from=check` makes its 'Back' link lead to the check page. */
  changeAnswer: (form: string, field: string) => `${form}?from=check#${field}`,
};

/** Whether a path is that of a support page, in any case, as routes are matched. */
export function isSupportPath(path: string): boolean {
  return `${path}/`.toLowerCase().startsWith(`${paths.support}/`);
}

/** The sections in the navigation, which only support users have. */
export const supportSections = [
  { text: "Organisations", href: paths.organisations },
  { text: "Organisation users", href: paths.allOrganisationUsers },
  { text: "Sign-in problems", href: paths.signInProblems },
  { text: "Support users", href: paths.supportUsers },
  { text: "Activity", href: paths.activity() },
  { text: "Performance", href: paths.performance() },
];

/** The link in the footer that only support users have. */
export const sessionsLink = { text: "Your sessions", href: paths.sessions };

/** The links in the footer of every page. */
export const footerPages = [
  { text: "Accessibility statement", href: paths.accessibility },
  { text: "Cookies", href: paths.cookies },
  { text: "Privacy", href: paths.privacy },
];

function addTo(list: string): string {
  return `${list}/new`;
}

/** A path with a query, if that is not empty. */
export function withQuery(path: string, query: Query): string {
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}
