type Query = Record<string, string>;

/**
 * Every path that the console links to or redirects to. Pages about one user are below the list that the user is on, so
 * that both kinds of user have the same pages.
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
  organisation: (organisationId: string) => `/support/organisations/${organisationId}`,
  organisationUsers: (organisationId: string) => `/support/organisations/${organisationId}/users`,
  organisationUsersDownload: (organisationId: string) => `/support/organisations/${organisationId}/users.csv`,
  allOrganisationUsers: "/support/organisation-users",
  supportUsers: "/support/users",
  activity: (filter: Query = {}) => withQuery("/support/activity", filter),

  addUser: (list: string) => `${list}/new`,
  user: (list: string, userId: string) => `${list}/${userId}`,
  editUser: (user: string) => `${user}/edit`,
  removeUser: (user: string) => `${user}/remove`,
  inviteAgain: (user: string) => `${user}/resend`,

  /** The form of a draft; `start` is the path of adding or editing, which begins one. */
  form: (start: string, draftId: string) => `${start}/${draftId}`,
  checkAnswers: (form: string) => `${form}/check`,
  /** A field of the form, with 'Back' leading to the check page again. */
  changeAnswer: (form: string, field: string) => `${form}?from=check#${field}`,
};

/** The navigation of support users. */
export const supportSections = [
  { text: "Organisations", href: paths.organisations },
  { text: "Organisation users", href: paths.allOrganisationUsers },
  { text: "Support users", href: paths.supportUsers },
  { text: "Activity", href: paths.activity() },
];

/** The links at the foot of every page. */
export const footerPages = [
  { text: "Accessibility statement", href: paths.accessibility },
  { text: "Cookies", href: paths.cookies },
  { text: "Privacy", href: paths.privacy },
];

function withQuery(path: string, query: Query): string {
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}
