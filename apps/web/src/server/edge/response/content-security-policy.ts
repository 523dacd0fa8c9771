/** The content security policy of responses that are not pages. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * The content security policy of pages. A script runs only with the nonce of its own response. Styles
 * need `unsafe-inline`, because bars get their width from a style attribute.
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
