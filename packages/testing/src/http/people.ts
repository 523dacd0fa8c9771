import { randomBytes } from "node:crypto";
import { createAccount } from "@ai-cost/auth";
import type { Database } from "@ai-cost/db";

/** Somebody with an account, signed in. */
export interface Person {
  id: string;
  name: string;
  email: string;
  /** What their browser sends. */
  cookie: string;
}

export type PersonName = "owner" | "admin" | "member" | "stranger";
export type People = Record<PersonName, Person>;

export const PASSWORD = "a password for the faults";

/** Makes an account by SQL and signs it in over HTTP, as a person does. */
export async function makePerson(db: Database, serverUrl: string, name: string): Promise<Person> {
  const email = `${name}-${randomBytes(4).toString("hex")}@example.com`;
  const { id } = await createAccount(db, { email, name, password: PASSWORD, now: new Date() });
  return { id, name, email, cookie: await signIn(serverUrl, email) };
}

export async function makePeople(db: Database, serverUrl: string): Promise<People> {
  const [owner, admin, member, stranger] = await Promise.all([
    makePerson(db, serverUrl, "owner"),
    makePerson(db, serverUrl, "admin"),
    makePerson(db, serverUrl, "member"),
    makePerson(db, serverUrl, "stranger"),
  ]);
  return { owner, admin, member, stranger };
}

/** The cookie of a new session. */
export async function signIn(
  serverUrl: string,
  email: string,
  password = PASSWORD,
): Promise<string> {
  const response = await fetch(new URL("/api/auth/sign-in/email", serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json", origin: serverUrl },
    body: JSON.stringify({ email, password }),
  });
  if (response.status !== 200)
    throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
