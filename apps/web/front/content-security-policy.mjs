/** For answers that are no pages. */
export const PROGRAM_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * For pages: scripts run only with the nonce of their own answer. Bars take their width from a style
 * attribute, hence `unsafe-inline` for styles alone.
 *
 * @param {string} nonce
 */
export function pagePolicy(nonce) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
