/** The error with which code outside Remix refuses a request. `createErrorPage` shows the error page for its status. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  /** The value of the response header `Retry-After`, in seconds; null for no header. */
  readonly retryAfter: string | null;

  constructor(status: number, retryAfter: string | null = null) {
    super(`HTTP ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}
