import type { SignedInArgs } from "../guards.server";
import { checkPage, requestedPage, requestedQuery } from "../request.server";

/** Loads a page of the organisations to choose from. @param page the path of the page to go back to */
export async function loadChoice({ api, request }: SignedInArgs, page: string) {
  const query = requestedQuery(request);
  const organisations = await api.organisations.list({ page: requestedPage(request), query });
  checkPage(request, organisations);
  return { organisations, query, page };
}
