/** An error response of Notify's API, with the messages that Notify's documentation and source have. */
export class ApiError extends Error {
  status: number;
  body: unknown;

  /** @param body sent as JSON; a text is sent as an HTML page, as by a gateway before Notify */
  constructor(status: number, body: unknown) {
    super(`Notify answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** An error response in the format of version 2 of the API: one or more errors, each with a type and a message. */
export function apiError(status: number, error: string, ...messages: string[]): ApiError {
  const errors = messages.map((message) => ({ error, message }));
  return new ApiError(status, { status_code: status, errors });
}

export const badRequest = (message: string) => apiError(400, "BadRequestError", message);
export const internalError = () => apiError(500, "Exception", "Internal server error");
export const notFound = () => apiError(404, "NoResultFound", "No result found");

export const rateLimitError = (limit: number, keyType: string) =>
  apiError(
    429,
    "RateLimitError",
    `Exceeded rate limit for key type ${keyType} of ${limit} requests per 60 seconds`,
  );

export const dailyLimitError = (limit: number) =>
  apiError(429, "TooManyRequestsError", `Exceeded send limits (${limit}) for today`);

/** An answer that is not from Notify but from something before it. */
export const htmlPage = (status: number, heading: string) =>
  new ApiError(status, `<!DOCTYPE html><title>${heading}</title><h1>${heading}</h1>`);

/** The response for an unknown path. It is not in the format of version 2, as with the real Notify. */
export const unknownPath = () =>
  new ApiError(404, { result: "error", message: "The requested URL was not found on the server." });
