/** For responses that are not pages. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * For pages: a script runs only with the nonce of its own response. Bars take their width from a
 * style attribute, hence `unsafe-inline` for styles.
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
