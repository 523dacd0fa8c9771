/** Request headers with which the edge server passes the request id and the nonce to Next. */
export const REQUEST_ID = "x-request-id";
export const REQUEST_NONCE = "x-nonce";
/** The header with the path and query of the request, to which a person returns after signing in. */
export const REQUEST_PATH = "x-request-path";
