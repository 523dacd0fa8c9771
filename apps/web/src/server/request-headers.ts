/** The names under which `front/request-facts.mjs` hands a request's own facts to everything behind it. */
export const REQUEST_ID = "x-request-id";
export const REQUEST_NONCE = "x-nonce";
/** Path and query, for coming back after signing in. */
export const REQUEST_PATH = "x-request-path";
