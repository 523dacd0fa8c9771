import { randomUUID } from "node:crypto";
import { type Auth, createAuth } from "../auth";

export const BASE_URL = "http://localhost:3000";
export const PASSWORD = "a password of the test";
const SECRET = "a secret of the test that is long enough";

/** An e-mail address that no other test uses. */
export const newEmail = () => `${randomUUID()}@example.com`;

/** A source IP address that no other test uses. */
export function newSource(): string {
  const byte = () => Math.floor(Math.random() * 256);
  return `10.${byte()}.${byte()}.${byte()}`;
}

export interface PostOptions {
  /** The browser's IP address. By default it is one that no other test uses. */
  source?: string;
  cookie?: string;
  origin?: string | null;
  headers?: Record<string, string>;
}

/** Posts `body` to `path` as a browser does from one of our own pages. `origin: null` sends no Origin header. */
export function post(
  auth: Auth,
  path: string,
  body: unknown,
  options: PostOptions = {},
): Promise<Response> {
  const headers = new Headers({
    "content-type": "application/json",
    "x-forwarded-for": options.source ?? newSource(),
    ...options.headers,
  });
  const origin = options.origin === undefined ? BASE_URL : options.origin;
  if (origin !== null) headers.set("origin", origin);
  if (options.cookie) headers.set("cookie", options.cookie);
  const url = `${BASE_URL}/api/auth${path}`;
  return auth.handler(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

export const signIn = (auth: Auth, email: string, password = PASSWORD, options: PostOptions = {}) =>
  post(auth, "/sign-in/email", { email, password }, options);

/** Returns the cookies that a response sets, in the format of a request's `Cookie` header. */
export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");

/** Creates the authentication that a test file tests. */
export const testAuth = (
  db: Parameters<typeof createAuth>[0]["db"],
  options: Partial<Parameters<typeof createAuth>[0]> = {},
): Auth =>
  createAuth({
    db,
    secret: SECRET,
    baseUrl: BASE_URL,
    allowSignUp: false,
    mail: null,
    log: { error: () => {} },
    ...options,
  });
