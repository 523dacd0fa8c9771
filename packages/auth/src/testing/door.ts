import { randomUUID } from "node:crypto";
import { type Auth, createAuth } from "../auth";

export const BASE_URL = "http://localhost:3000";
export const PASSWORD = "a password of the test";
const SECRET = "a secret of the test that is long enough";

/** An address that no other test uses. */
export const newEmail = () => `${randomUUID()}@example.com`;

/** A source address that no other test uses. */
export function newSource(): string {
  const byte = () => Math.floor(Math.random() * 256);
  return `10.${byte()}.${byte()}.${byte()}`;
}

export interface Visit {
  source?: string;
  cookie?: string;
  origin?: string | null;
  headers?: Record<string, string>;
}

/** What a browser on `source` sends when a page of ours posts `body` to `path`. */
export function post(
  auth: Auth,
  path: string,
  body: unknown,
  visit: Visit = {},
): Promise<Response> {
  const headers = new Headers({
    "content-type": "application/json",
    "x-forwarded-for": visit.source ?? newSource(),
    ...visit.headers,
  });
  const origin = visit.origin === undefined ? BASE_URL : visit.origin;
  if (origin !== null) headers.set("origin", origin);
  if (visit.cookie) headers.set("cookie", visit.cookie);
  const url = `${BASE_URL}/api/auth${path}`;
  return auth.handler(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

export const signIn = (auth: Auth, email: string, password = PASSWORD, visit: Visit = {}) =>
  post(auth, "/sign-in/email", { email, password }, visit);

/** The cookies that an answer sets, as the next request sends them. */
export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");

export const open = (
  db: Parameters<typeof createAuth>[0]["db"],
  options: Partial<Parameters<typeof createAuth>[0]> = {},
): Auth =>
  createAuth({
    db,
    secret: SECRET,
    baseUrl: BASE_URL,
    allowSignUp: false,
    log: { error: () => {} },
    ...options,
  });
