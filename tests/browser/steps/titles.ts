/** The default name of the service. */
export const service = "Manage school placements";

/** The whole title of a public page. */
export const serviceTitle = (title: string): string => `${title} - ${service} - GOV.UK`;

/** The whole title of the first page of a long list, with any number of pages. */
export const supportListTitle = (heading: string): RegExp =>
  new RegExp(`^${heading} \\(page 1 of \\d+\\) - Support for ${service} - GOV\\.UK$`);

/** The whole title of a support page. */
export const supportTitle = (title: string): string => `${title} - Support for ${service} - GOV.UK`;
