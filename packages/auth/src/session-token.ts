import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";

/**
 * The token in the cookie `name` when it bears the library's signature, HMAC SHA-256 in Base64 behind
 * a dot; null otherwise. Read here rather than by the library: WebCrypto sends each signature to
 * another thread, and the way there costs a request more than all else that its session does.
 */
export function signedToken(headers: Headers, name: string, secret: string): string | null {
  // The first of the name stands, as where the library ends a session.
  const cookie = headers
    .get("cookie")
    ?.split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`));
  const value = parseCookies(cookie ?? "").get(name) ?? "";
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return isSame(value.slice(dot + 1), signature) ? token : null;
}

/** Takes as long wherever the two differ. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
