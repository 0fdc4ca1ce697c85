import { frame, nextArrow } from "./floor-frame.ts";
import type { UserListPage } from "./queries.ts";

/** The user list, built by hand with the same markup as ours. */
export function floorPage({ organisation, users, page, pageCount }: UserListPage): string {
  const path = `/support/organisations/${organisation.id}`;
  const name = escapeHtml(organisation.name);
  const paged = pageCount > 1 ? ` (page ${page} of ${pageCount})` : "";
  let rows = "";
  for (const { id, firstName, lastName, email } of users) {
    rows += `<tr class="govuk-table__row" role="row"><td class="govuk-table__cell" role="cell" data-label="Name"><a class="govuk-link" href="${path}/users/${id}">${escapeHtml(firstName)} ${escapeHtml(lastName)}</a></td><td class="govuk-table__cell" role="cell" data-label="Email address">${escapeHtml(email)}</td></tr>`;
  }
  return `${frame.beforeTitle}${name}${paged} - Support for Manage school placements - GOV.UK${frame.afterTitle}<div class="govuk-width-container"><nav aria-label="Back"><a href="/support/organisations" class="govuk-back-link">Back</a></nav><main class="govuk-main-wrapper" id="main-content"><div class="govuk-grid-row"><div class="govuk-grid-column-full"><h1 class="govuk-heading-l"><span class="govuk-caption-l">Organisation</span>${name}</h1><nav class="app-secondary-navigation" aria-label="Organisation"><ul class="app-secondary-navigation__list"><li><a class="app-secondary-navigation__link" href="${path}">Details</a></li><li><a class="app-secondary-navigation__link" href="${path}/users" aria-current="page">Users</a></li></ul></nav><h2 class="govuk-heading-m">Users</h2><p class="govuk-body"><a class="govuk-link" href="${path}/users.csv">Download all users (CSV)</a></p><a href="${path}/users/new" role="button" draggable="false" class="govuk-button" data-module="govuk-button">Add user</a><table class="govuk-table app-responsive-table" role="table"><thead class="govuk-table__head" role="rowgroup"><tr class="govuk-table__row" role="row"><th scope="col" class="govuk-table__header" role="columnheader">Name</th><th scope="col" class="govuk-table__header" role="columnheader">Email address</th></tr></thead><tbody class="govuk-table__body" role="rowgroup">${rows}</tbody></table>${pageCount > 1 ? pagination(`${path}/users?page=`, page, pageCount) : ""}</div></div>${frame.end}`;
}

/** For the first of two pages, the one that is measured. */
function pagination(href: string, page: number, pageCount: number): string {
  let items = "";
  for (let number = 1; number <= pageCount; number += 1) {
    const current = number === page;
    items += `<li class="govuk-pagination__item${current ? " govuk-pagination__item--current" : ""}"><a class="govuk-link govuk-pagination__link" href="${href}${number}" aria-label="Page ${number}" aria-current="${current ? "page" : "false"}">${number}</a></li>`;
  }
  return `<nav class="govuk-pagination" aria-label="Pagination"><ul class="govuk-pagination__list">${items}</ul><div class="govuk-pagination__next"><a class="govuk-link govuk-pagination__link" href="${href}${page + 1}" rel="next"><span class="govuk-pagination__link-title">Next<span class="govuk-visually-hidden"> page</span></span> ${nextArrow}</a></div></nav>`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

function escapeHtml(text: string): string {
  return /["&'<>]/.test(text) ? text.replaceAll(/["&'<>]/g, (character) => entities[character] ?? "") : text;
}
