/** An answer of Notify's API other than success, in the words of its documentation. */
export class ApiError extends Error {
  status: number;
  body: unknown;

  constructor(status: number, body: unknown) {
    super(`Notify answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** An error in the format of version 2 of the API: one or more errors, each with a type and a message. */
export function apiError(status: number, error: string, ...messages: string[]): ApiError {
  const errors = messages.map((message) => ({ error, message }));
  return new ApiError(status, { status_code: status, errors });
}

export const badRequest = (message: string) => apiError(400, "BadRequestError", message);
export const internalError = () => apiError(500, "Exception", "Internal server error");

export const rateLimitError = (limit: number) =>
  apiError(
    429,
    "RateLimitError",
    `Exceeded rate limit for key type LIVE of ${limit} requests per 60 seconds`,
  );

/** Outside its routes, Notify does not use the format of version 2. */
export const unknownPath = () =>
  new ApiError(404, { result: "error", message: "The requested URL was not found on the server." });
