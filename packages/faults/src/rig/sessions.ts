import type { DatabaseClient } from "@ai-cost/db";
import type { Person } from "@ai-cost/testing";
import { ask } from "@ai-cost/testing";

/** Whether a cookie still says who its bearer is. */
export const isKnown = async (serverUrl: string, cookie: string): Promise<boolean> =>
  (await ask(serverUrl, asBearer(cookie), "projects.list")).status === 200;

const asBearer = (cookie: string): Person => ({ id: "", name: "", email: "", cookie });

/** The name of the session's cookie, and what it bears: the token, a dot and the signature. */
export function cookieParts(cookie: string): { name: string; value: string; token: string } {
  const [name = "", encoded = ""] = cookie.split("=", 2);
  const value = decodeURIComponent(encoded);
  return { name, value, token: value.split(".", 1)[0] ?? "" };
}

/** Every session that there is, of whomever. */
export const sessionsOf = async (sql: DatabaseClient["sql"]): Promise<string> => {
  const [row] = await sql<{ text: string }[]>`
    select coalesce(string_agg(token, ' ' order by token), '') as text from sessions`;
  return row?.text ?? "";
};
