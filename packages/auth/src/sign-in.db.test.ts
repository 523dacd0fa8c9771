import { inspect } from "node:util";
import { createDatabase, isDatabaseUnavailable, sessions } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createAccount } from "./accounts/create-account";
import { sessionUser } from "./session-user";
import { BASE_URL, cookieOf, newEmail, open, PASSWORD, post, signIn } from "./testing/door";

const { app, db } = testDatabase();
const auth = open(app.db);
const now = new Date();

async function newPerson(name = "A person") {
  const email = newEmail();
  const { id } = await createAccount(app.db, { email, name, password: PASSWORD, now });
  return { id, email, name };
}

const asked = (cookie: string) => sessionUser(auth, new Headers({ cookie }));

test("a person signs in, is known by the cookie, and signs out for good", async () => {
  const person = await newPerson();
  const signedIn = await signIn(auth, person.email);
  expect(signedIn.status).toBe(200);
  const cookie = cookieOf(signedIn);
  expect(await asked(cookie)).toEqual(person);

  expect((await post(auth, "/sign-out", {}, { cookie })).status).toBe(200);
  expect(await asked(cookie)).toBeNull();
});

test("the letters of an address may be large or small", async () => {
  const person = await newPerson();
  expect((await signIn(auth, person.email.toUpperCase())).status).toBe(200);
});

test("a wrong password signs nobody in", async () => {
  const person = await newPerson();
  const answer = await signIn(auth, person.email, "another password");
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("without a cookie, or with one that was tampered with, nobody is there", async () => {
  const person = await newPerson();
  const cookie = cookieOf(await signIn(auth, person.email));
  expect(await sessionUser(auth, new Headers())).toBeNull();
  expect(await asked(cookie.replace(/.$/, "A"))).toBeNull();
  expect(await asked("ai-cost.session_token=made.up")).toBeNull();
});

test("of two sessions in one request the first is asked for and the first is ended", async () => {
  const [first, second] = [await newPerson(), await newPerson()];
  const cookies = [
    cookieOf(await signIn(auth, first.email)),
    cookieOf(await signIn(auth, second.email)),
  ];
  const both = cookies.join("; ");
  expect(await asked(both)).toEqual(first);
  await post(auth, "/sign-out", {}, { cookie: both });
  expect(await asked(both)).toBeNull();
  expect(await asked(cookies[1] ?? "")).toEqual(second);
});

test("a session ends at its hour", async () => {
  const person = await newPerson();
  const cookie = cookieOf(await signIn(auth, person.email));
  await db
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(sessions.userId, person.id));
  expect(await asked(cookie)).toBeNull();
});

test("a session taken away in the database is gone at the next request", async () => {
  const person = await newPerson();
  const cookie = cookieOf(await signIn(auth, person.email));
  expect(await asked(cookie)).not.toBeNull();
  await db.delete(sessions).where(eq(sessions.userId, person.id));
  expect(await asked(cookie)).toBeNull();
});

test("whoever signs in again gets another session, and the former one ends", async () => {
  const person = await newPerson();
  const former = cookieOf(await signIn(auth, person.email));
  const failed = await signIn(auth, person.email, "a wrong one", { cookie: former });
  expect([failed.status, await asked(former)]).toEqual([401, person]);
  const next = cookieOf(await signIn(auth, person.email, PASSWORD, { cookie: former }));
  expect(next).not.toBe(former);
  expect(await asked(former)).toBeNull();
  expect(await asked(next)).toEqual(person);
});

test("a session that a stranger prepared is not the one that a person signs in to", async () => {
  const [person, stranger] = [await newPerson(), await newPerson()];
  const planted = cookieOf(await signIn(auth, stranger.email));
  const cookie = cookieOf(await signIn(auth, person.email, PASSWORD, { cookie: planted }));
  expect(await asked(planted)).toBeNull();
  expect(await asked(cookie)).toEqual(person);
});

test("the cookie is out of a script's reach and stays on this site", async () => {
  const person = await newPerson();
  const [cookie = ""] = (await signIn(auth, person.email)).headers.getSetCookie();
  expect(cookie).toMatch(/^ai-cost\.session_token=/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).not.toMatch(/; Secure/);
});

test("under https the cookie never travels in the clear, and no other host can set it", async () => {
  const baseUrl = "https://cost.example.com";
  const person = await newPerson();
  const secure = open(app.db, { baseUrl });
  const answer = await signIn(secure, person.email, PASSWORD, { origin: baseUrl });
  const [set = ""] = answer.headers.getSetCookie();
  expect(set).toMatch(/^__Host-ai-cost\.session_token=/);
  expect(set.split("; ").slice(1).sort()).toEqual(
    ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Lax", "Secure"].sort(),
  );
  const cookie = cookieOf(answer);
  expect(await sessionUser(secure, new Headers({ cookie }))).toEqual(person);
  const withoutPrefix = new Headers({ cookie: cookie.replace("__Host-", "") });
  expect(await sessionUser(secure, withoutPrefix)).toBeNull();
});

test.each([BASE_URL, "http://127.0.0.1:3000", "http://[::1]:3000"])(
  "%s may sign in",
  async (origin) => {
    const person = await newPerson();
    expect((await signIn(auth, person.email, PASSWORD, { origin })).status).toBe(200);
  },
);

test.each(["http://localhost:3001", "https://localhost:3000", "https://evil.example", "null"])(
  "a page of %s may not",
  async (origin) => {
    const person = await newPerson();
    expect((await signIn(auth, person.email, PASSWORD, { origin })).status).toBe(403);
  },
);

test("a foreign page cannot sign a person out", async () => {
  const person = await newPerson();
  const cookie = cookieOf(await signIn(auth, person.email));
  for (const origin of ["https://evil.example", null]) {
    expect((await post(auth, "/sign-out", {}, { cookie, origin })).status).toBe(403);
  }
  expect(await asked(cookie)).toEqual(person);
});

test.each([
  "/sign-up/email",
  "/update-user",
  "/change-email",
  "/request-password-reset",
  "/get-session",
])("%s of the library is not served", async (path) => {
  expect((await post(auth, path, {})).status).toBe(404);
});

test("without its database the door says so, never that nobody is signed in, and tells no query", async () => {
  const person = await newPerson();
  const cookie = cookieOf(await signIn(auth, person.email));
  const absent = createDatabase("postgres://nobody@127.0.0.1:1/nothing");
  const said: string[] = [];
  const shut = open(absent.db, {
    log: { error: (...line) => void said.push(inspect(line, { depth: null })) },
  });
  const answer = await signIn(shut, person.email);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(await answer.json()).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  expect((await post(shut, "/sign-out", {}, { cookie })).status).toBe(503);
  const error = await sessionUser(shut, new Headers({ cookie })).catch((reason) => reason);
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(String(error)).not.toContain("select");
  expect(said.join()).not.toContain("select");
  await absent.close();
});
