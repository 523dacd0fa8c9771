import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";

/**
 * Returns the session token in the cookie `name`. Returns null when the request has no such cookie or
 * its signature is wrong. The value is the token, a dot and the signature, which is HMAC SHA-256 in
 * Base64. This does not call better-auth, which verifies signatures with WebCrypto: WebCrypto runs on
 * another thread, and that costs more than the rest of the session look-up.
 */
export function signedToken(headers: Headers, name: string, secret: string): string | null {
  // When a request has two cookies with this name, the first one counts, as it does when the library
  // ends a session.
  const cookie = headers
    .get("cookie")
    ?.split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`));
  const value = parseCookies(cookie ?? "").get(name) ?? "";
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return isEqual(value.slice(dot + 1), signature) ? token : null;
}

/** Compares two texts in constant time. */
function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
