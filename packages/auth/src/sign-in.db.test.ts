import { createDatabase, isDatabaseUnavailable, sessions } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/devkit/testing";
import { eq } from "drizzle-orm";
import { expect, onTestFinished, test, vi } from "vitest";
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

test("the cookie is out of a script's reach and stays on this site", async () => {
  const person = await newPerson();
  const [cookie = ""] = (await signIn(auth, person.email)).headers.getSetCookie();
  expect(cookie).toMatch(/^ai-cost\.session_token=/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).not.toMatch(/; Secure/);
});

test("under https the cookie never travels in the clear", async () => {
  const baseUrl = "https://cost.example.com";
  const person = await newPerson();
  const answer = await signIn(open(app.db, { baseUrl }), person.email, PASSWORD, {
    origin: baseUrl,
  });
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-ai-cost\.session_token=.*; Secure/);
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
  const shut = open(absent.db);
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const answer = await signIn(shut, person.email);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(await answer.json()).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  expect((await post(shut, "/sign-out", {}, { cookie })).status).toBe(503);
  const error = await sessionUser(shut, new Headers({ cookie })).catch((reason) => reason);
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(String(error)).not.toContain("select");
  expect(said.mock.calls.join()).not.toContain("select");
  await absent.close();
});
