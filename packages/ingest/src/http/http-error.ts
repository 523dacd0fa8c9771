/**
 * An error that rejects a request. Its message is a sentence for the client and never quotes the request.
 */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Additional response headers, such as `retry-after`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The delay is short, because exporters give up after ten seconds by default, including retries. */
const RETRY_AFTER_SECONDS = 2;

/** A 503 error. It means that the same request can succeed later. */
export const serviceUnavailable = (
  message: string,
  retryAfterSeconds = RETRY_AFTER_SECONDS,
): HttpError => new HttpError(503, message, { "retry-after": String(retryAfterSeconds) });
