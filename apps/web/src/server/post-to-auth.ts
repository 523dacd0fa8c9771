import "server-only";
import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies, headers } from "next/headers";
import { environment } from "@/env";
import { auth } from "./auth";
import { REQUEST_ID } from "./request-headers";

/** The request headers that sessions, rate limits and the log need, and that a browser would send to the route. */
const FORWARDED_HEADERS = ["cookie", "user-agent", "x-forwarded-for", REQUEST_ID];

/**
 * Posts a form to a route of `/api/auth` and sets the response's cookies in the browser. Forms
 * therefore work without JavaScript and have the route's rate limits. Only server actions may call
 * this, because Next checks that a server action's form comes from this site.
 */
export async function postToAuth(route: string, body: Record<string, string>): Promise<Response> {
  const { publicUrl } = environment();
  const response = await auth().handler(
    new Request(`${publicUrl}/api/auth${route}`, {
      method: "POST",
      headers: {
        ...(await forwardedHeaders()),
        origin: publicUrl,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    }),
  );
  await setCookies(response.headers.getSetCookie());
  return response;
}

async function forwardedHeaders(): Promise<Record<string, string>> {
  const incoming = await headers();
  return Object.fromEntries(
    FORWARDED_HEADERS.flatMap((name) => {
      const value = incoming.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

async function setCookies(setCookie: string[]): Promise<void> {
  const jar = await cookies();
  for (const [name, cookie] of parseSetCookieHeader(setCookie.join(", ")))
    jar.set(name, cookie.value, toCookieOptions(cookie));
}
