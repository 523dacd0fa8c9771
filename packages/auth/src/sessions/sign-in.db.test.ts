import { createDatabase, isDatabaseUnavailable, sessions } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { BASE_URL, cookieOf, PASSWORD, post, signIn, testAuth } from "../testing/auth-client";
import { newPerson } from "../testing/new-person";
import { sessionUser } from "./session-user";

const { app, db } = testDatabase();
const auth = testAuth(app.db);

const userOf = (cookie: string) => sessionUser(auth, new Headers({ cookie }));

test("a person signs in, is recognised by the cookie, and signs out", async () => {
  const person = await newPerson(app.db);
  const signedIn = await signIn(auth, person.email);
  expect(signedIn.status).toBe(200);
  const cookie = cookieOf(signedIn);
  expect(await userOf(cookie)).toMatchObject(person);

  expect((await post(auth, "/sign-out", {}, { cookie })).status).toBe(200);
  expect(await userOf(cookie)).toBeNull();
});

test("the case of an e-mail address does not matter", async () => {
  const person = await newPerson(app.db);
  expect((await signIn(auth, person.email.toUpperCase())).status).toBe(200);
});

test("a wrong password is refused and sets no cookie", async () => {
  const person = await newPerson(app.db);
  const response = await signIn(auth, person.email, "another password");
  expect(response.status).toBe(401);
  expect(response.headers.getSetCookie()).toEqual([]);
});

test("a request without a cookie, or with a changed one, has no user", async () => {
  const person = await newPerson(app.db);
  const cookie = cookieOf(await signIn(auth, person.email));
  expect(await sessionUser(auth, new Headers())).toBeNull();
  expect(await userOf(cookie.replace(/.$/, "A"))).toBeNull();
  expect(await userOf("ai-cost.session_token=made.up")).toBeNull();
});

test("of two session cookies in one request, the first counts, also for sign-out", async () => {
  const [first, second] = [await newPerson(app.db), await newPerson(app.db)];
  const cookies = [
    cookieOf(await signIn(auth, first.email)),
    cookieOf(await signIn(auth, second.email)),
  ];
  const both = cookies.join("; ");
  expect(await userOf(both)).toMatchObject(first);
  await post(auth, "/sign-out", {}, { cookie: both });
  expect(await userOf(both)).toBeNull();
  expect(await userOf(cookies[1] ?? "")).toMatchObject(second);
});

test("a session ends when it expires", async () => {
  const person = await newPerson(app.db);
  const cookie = cookieOf(await signIn(auth, person.email));
  await db
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(sessions.userId, person.id));
  expect(await userOf(cookie)).toBeNull();
});

test("a session that is deleted from the database is gone at the next request", async () => {
  const person = await newPerson(app.db);
  const cookie = cookieOf(await signIn(auth, person.email));
  expect(await userOf(cookie)).not.toBeNull();
  await db.delete(sessions).where(eq(sessions.userId, person.id));
  expect(await userOf(cookie)).toBeNull();
});

test("signing in again creates a new session and ends the former one", async () => {
  const person = await newPerson(app.db);
  const former = cookieOf(await signIn(auth, person.email));
  const failed = await signIn(auth, person.email, "a wrong one", { cookie: former });
  expect([failed.status, await userOf(former)]).toMatchObject([401, person]);
  const next = cookieOf(await signIn(auth, person.email, PASSWORD, { cookie: former }));
  expect(next).not.toBe(former);
  expect(await userOf(former)).toBeNull();
  expect(await userOf(next)).toMatchObject(person);
});

test("session fixation: signing in never continues a session that a stranger planted", async () => {
  const [person, stranger] = [await newPerson(app.db), await newPerson(app.db)];
  const planted = cookieOf(await signIn(auth, stranger.email));
  const cookie = cookieOf(await signIn(auth, person.email, PASSWORD, { cookie: planted }));
  expect(await userOf(planted)).toBeNull();
  expect(await userOf(cookie)).toMatchObject(person);
});

test("scripts cannot read the cookie, and it is not sent from other sites", async () => {
  const person = await newPerson(app.db);
  const [cookie = ""] = (await signIn(auth, person.email)).headers.getSetCookie();
  expect(cookie).toMatch(/^ai-cost\.session_token=/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).not.toMatch(/; Secure/);
});

test("with https, the cookie is sent over https only and no other host can set it", async () => {
  const baseUrl = "https://cost.example.com";
  const person = await newPerson(app.db);
  const secure = testAuth(app.db, { baseUrl });
  const response = await signIn(secure, person.email, PASSWORD, { origin: baseUrl });
  const [set = ""] = response.headers.getSetCookie();
  expect(set).toMatch(/^__Host-ai-cost\.session_token=/);
  expect(set.split("; ").slice(1).sort()).toEqual(
    ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=Lax", "Secure"].sort(),
  );
  const cookie = cookieOf(response);
  expect(await sessionUser(secure, new Headers({ cookie }))).toMatchObject(person);
  const withoutPrefix = new Headers({ cookie: cookie.replace("__Host-", "") });
  expect(await sessionUser(secure, withoutPrefix)).toBeNull();
});

test.each([BASE_URL, "http://127.0.0.1:3000", "http://[::1]:3000"])(
  "a page of %s can sign a person in",
  async (origin) => {
    const person = await newPerson(app.db);
    expect((await signIn(auth, person.email, PASSWORD, { origin })).status).toBe(200);
  },
);

test.each(["http://localhost:3001", "https://localhost:3000", "https://evil.example", "null"])(
  "a page of %s cannot sign a person in",
  async (origin) => {
    const person = await newPerson(app.db);
    expect((await signIn(auth, person.email, PASSWORD, { origin })).status).toBe(403);
  },
);

test("a page of another origin cannot sign a person out", async () => {
  const person = await newPerson(app.db);
  const cookie = cookieOf(await signIn(auth, person.email));
  for (const origin of ["https://evil.example", null]) {
    expect((await post(auth, "/sign-out", {}, { cookie, origin })).status).toBe(403);
  }
  expect(await userOf(cookie)).toMatchObject(person);
});

test.each(["/sign-up/email", "/update-user", "/change-email", "/verify-email", "/get-session"])(
  "the library's route %s is not served",
  async (path) => {
    expect((await post(auth, path, {})).status).toBe(404);
  },
);

test("without its database, sign-in responds 503 and no session is reported as missing", async () => {
  const person = await newPerson(app.db);
  const cookie = cookieOf(await signIn(auth, person.email));
  const absent = createDatabase("postgres://nobody@127.0.0.1:1/nothing");
  const offline = testAuth(absent.db);
  const response = await signIn(offline, person.email);
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toEqual({
    code: "DATABASE_UNAVAILABLE",
    message: "The database does not answer. Try again soon.",
  });
  expect((await post(offline, "/sign-out", {}, { cookie })).status).toBe(503);
  const error = await sessionUser(offline, new Headers({ cookie })).catch((reason) => reason);
  expect(isDatabaseUnavailable(error)).toBe(true);
  await absent.close();
});

test("a session stores when it was last seen, at most every five minutes", async () => {
  const person = await newPerson(app.db);
  const headers = new Headers({ cookie: cookieOf(await signIn(auth, person.email)) });
  const [session] = await db.select().from(sessions).where(eq(sessions.userId, person.id));
  const signedInMs = session?.createdAt.getTime() ?? 0;
  const seenAfter = async (minutes: number) => {
    await sessionUser(auth, headers, new Date(signedInMs + minutes * 60_000));
    const [row] = await db.select().from(sessions).where(eq(sessions.userId, person.id));
    return row?.lastSeenAt && (row.lastSeenAt.getTime() - signedInMs) / 60_000;
  };
  const seen = [];
  for (const minutes of [1, 4.9, 5, 9, 10.5]) seen.push(await seenAfter(minutes));
  expect(seen).toEqual([null, null, 5, 5, 10.5]);
});

test("a browser's description of itself is cut to a length that people can read", async () => {
  const person = await newPerson(app.db);
  const headers = { "user-agent": "x".repeat(9_000) };
  expect((await signIn(auth, person.email, PASSWORD, { headers })).status).toBe(200);
  const [session] = await db.select().from(sessions).where(eq(sessions.userId, person.id));
  expect(session?.userAgent).toHaveLength(300);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"],
  ["::1", "::1"],
  ["no address", ""],
])(
  "a session from %s stores the address %j, whole and not only its network",
  async (source, ipAddress) => {
    const person = await newPerson(app.db);
    expect((await signIn(auth, person.email, PASSWORD, { source })).status).toBe(200);
    const [session] = await db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(session?.ipAddress).toBe(ipAddress);
  },
);
