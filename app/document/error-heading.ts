const headings: Record<number, string> = {
  400: "Sorry, there is a problem with your request",
  403: "You do not have permission to view this page",
  404: "Page not found",
  405: "Page not found",
  413: "Sorry, you sent too much information",
  429: "Sorry, you have tried too many times",
  500: "Sorry, there is a problem with the service",
  503: "Sorry, the service is unavailable",
};

/** What a route threw. `data` can hold the reason for a refusal. */
export type Problem = { status: number; data?: unknown };

/** The reason for a refusal, if there is one to show. */
export function reasonOf({ status, data }: Problem): string | undefined {
  return status === 403 && typeof data === "string" && data !== "" ? data : undefined;
}

/** The heading of an error page: the reason, or the text for the status (specification, section 2). */
export function errorHeading({ status, data }: Problem): string {
  return reasonOf({ status, data }) ?? headings[status] ?? headings[status < 500 ? 400 : 500] ?? "";
}
