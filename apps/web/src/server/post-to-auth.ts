import "server-only";
import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies, headers } from "next/headers";
import { environment } from "@/env";
import { auth } from "./auth";
import { REQUEST_ID } from "./request-headers";

/** What a session and the log are told by: the same that a browser's request to the route itself bears. */
const PASSED_ON = ["cookie", "user-agent", "x-forwarded-for", REQUEST_ID];

/**
 * Posts to one of `/api/auth`'s routes for a form, so that forms work before any script does and are
 * held to the same limits, and hands the answer's cookies to the browser. For server actions alone:
 * there Next has checked that the form was ours.
 */
export async function askAuth(route: string, body: Record<string, string>): Promise<Response> {
  const { publicUrl } = environment();
  const answer = await auth().handler(
    new Request(`${publicUrl}/api/auth${route}`, {
      method: "POST",
      headers: { ...(await passedOn()), origin: publicUrl, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  await setCookies(answer.headers.getSetCookie());
  return answer;
}

async function passedOn(): Promise<Record<string, string>> {
  const given = await headers();
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

async function setCookies(setCookie: string[]): Promise<void> {
  const jar = await cookies();
  for (const [name, cookie] of parseSetCookieHeader(setCookie.join(", ")))
    jar.set(name, cookie.value, toCookieOptions(cookie));
}
