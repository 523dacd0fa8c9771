import { randomBytes } from "node:crypto";
import { createAccount } from "@ai-cost/auth";
import type { Database } from "@ai-cost/db";

/** A person with an account and a session. */
export interface Person {
  id: string;
  name: string;
  email: string;
  /** The session cookie in the form in which a browser sends it. */
  cookie: string;
}

export type PersonName = "owner" | "admin" | "member" | "stranger";
export type People = Record<PersonName, Person>;

export const PASSWORD = "a password for the faults";

/** Creates an account in the database and signs in over HTTP. */
export async function makePerson(db: Database, serverUrl: string, name: string): Promise<Person> {
  const email = `${name}-${randomBytes(4).toString("hex")}@example.com`;
  const { id } = await createAccount(db, { email, name, password: PASSWORD, now: new Date() });
  return { id, name, email, cookie: await signIn(serverUrl, email) };
}

export async function makePeople(db: Database, serverUrl: string): Promise<People> {
  // The accounts are created one after the other, because each one hashes a password twice on a full core.
  return {
    owner: await makePerson(db, serverUrl, "owner"),
    admin: await makePerson(db, serverUrl, "admin"),
    member: await makePerson(db, serverUrl, "member"),
    stranger: await makePerson(db, serverUrl, "stranger"),
  };
}

/** Signs in over HTTP and returns the session cookie. */
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
    throw new Error(`the sign-in has the status ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
