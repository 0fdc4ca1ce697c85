/** The details that support staff enter about a person, in the order of forms, pages and downloads. */
export const detailFields = [
  { name: "firstName", column: "first_name", label: "First name" },
  { name: "lastName", column: "last_name", label: "Last name" },
  { name: "email", column: "email", label: "Email address" },
] as const;

export type DetailName = (typeof detailFields)[number]["name"];

/** A person's details, as typed or as stored. */
export type Details = Record<DetailName, string>;
