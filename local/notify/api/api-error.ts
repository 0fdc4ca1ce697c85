/** An answer of Notify's API other than success; the message is the one that its documentation gives. */
export class ApiError extends Error {
  override name = "ApiError";
  status: number;
  body: unknown;

  constructor(status: number, body: unknown) {
    super(`Notify answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** An error in the shape of Notify's version 2: one or more errors, each with a type and a message. */
export function apiError(status: number, error: string, ...messages: string[]): ApiError {
  const errors = messages.map((message) => ({ error, message }));
  return new ApiError(status, { status_code: status, errors });
}

export const badRequest = (message: string) => apiError(400, "BadRequestError", message);
export const validationError = (...messages: string[]) => apiError(400, "ValidationError", ...messages);
export const authError = (message: string, status = 403) => apiError(status, "AuthError", message);
export const noResult = () => apiError(404, "NoResultFound", "No result found");
export const internalError = () => apiError(500, "Exception", "Internal server error");

export const rateLimitError = (limit: number) =>
  apiError(
    429,
    "RateLimitError",
    `Exceeded rate limit for key type LIVE of ${limit} requests per 60 seconds`,
  );

/** What Notify answers outside its routes: not in the shape of version 2. */
export const unknownPath = () =>
  new ApiError(404, { result: "error", message: "The requested URL was not found on the server." });
export const wrongMethod = () =>
  new ApiError(405, { result: "error", message: "The method is not allowed for the requested URL." });
