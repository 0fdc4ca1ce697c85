import { normaliseQuery } from "../server/search-query";

/** What a URL searches for, as the procedures will take it; empty where it searches for nothing. */
export function requestedQuery(request: Request): string {
  return normaliseQuery(new URL(request.url).searchParams.get("query") ?? "");
}
