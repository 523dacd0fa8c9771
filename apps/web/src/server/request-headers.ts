/** Headers in which the edge server passes a request's facts to everything behind it. */
export const REQUEST_ID = "x-request-id";
export const REQUEST_NONCE = "x-nonce";
/** Path and query, to return to after signing in. */
export const REQUEST_PATH = "x-request-path";
