/** A request that is refused outside Remix. Its status decides the error page. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  /** The value of the header `Retry-After`, in seconds. */
  readonly retryAfter: string | null;

  constructor(status: number, retryAfter: string | null = null) {
    super(`HTTP ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}
