import { setTimeout as sleep } from "node:timers/promises";
import { accounts, rateLimits, sessions } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { accountAndAddressCounter, accountCounter } from "../rate-limits/attempt-limits";
import { sessionUser } from "../sessions/session-user";
import { cookieOf, newSource, PASSWORD, post, signIn, testAuth } from "../testing/auth-client";
import { newPerson } from "../testing/new-person";

const { app, db } = testDatabase();
const auth = testAuth(app.db);
const NEW_PASSWORD = "another password of the test";

let email: string;
let cookie: string;
beforeEach(async () => {
  ({ email } = await newPerson(app.db, "Ada"));
  cookie = cookieOf(await signIn(auth, email));
});

const isSignedIn = async (session: string) =>
  (await sessionUser(auth, new Headers({ cookie: session }))) !== null;

const change = (
  { currentPassword = PASSWORD, newPassword = NEW_PASSWORD } = {},
  options: Parameters<typeof post>[3] = { cookie },
) => post(auth, "/change-password", { currentPassword, newPassword }, options);

test("the new password signs in, the former one does not, and the other sessions have ended", async () => {
  const other = cookieOf(await signIn(auth, email));
  expect((await change()).status).toBe(200);
  expect([await isSignedIn(cookie), await isSignedIn(other)]).toEqual([true, false]);
  expect((await signIn(auth, email, PASSWORD)).status).toBe(401);
  expect((await signIn(auth, email, NEW_PASSWORD)).status).toBe(200);
});

test("another person's sessions stay", async () => {
  const stranger = await newPerson(app.db, "S");
  const session = cookieOf(await signIn(auth, stranger.email));
  expect((await change()).status).toBe(200);
  expect(await isSignedIn(session)).toBe(true);
});

test("a wrong current password changes nothing and ends no session", async () => {
  const other = cookieOf(await signIn(auth, email));
  const response = await change({ currentPassword: "a wrong one" });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    code: "WRONG_PASSWORD",
    message: "That is not your current password.",
  });
  expect([await isSignedIn(cookie), await isSignedIn(other)]).toEqual([true, true]);
  expect((await signIn(auth, email)).status).toBe(200);
});

test("wrong current passwords count like wrong passwords of a sign-in", async () => {
  const source = newSource();
  const key = accountAndAddressCounter(email, source);
  await db.insert(rateLimits).values({ key, points: 9, expire: Date.now() + 60_000 });
  const wrong = { currentPassword: "a wrong one" };
  expect((await change(wrong, { cookie, source })).status).toBe(400);
  expect((await change({}, { cookie, source })).status).toBe(429);
  expect((await signIn(auth, email, PASSWORD, { source })).status).toBe(429);
});

test("after a hundred wrong passwords from many addresses, a stolen session tries none from a new address", async () => {
  const source = newSource();
  const known = cookieOf(await signIn(auth, email, PASSWORD, { source }));
  const row = { key: accountCounter(email), points: 100, expire: Date.now() + 60_000 };
  await db.insert(rateLimits).values(row).onConflictDoUpdate({ target: rateLimits.key, set: row });
  expect((await change({}, { cookie: known })).status).toBe(429);
  expect((await change({}, { cookie: known, source })).status).toBe(200);
});

test.each([["1234567"], ["x".repeat(129)], [""]])("%j is no new password", async (newPassword) => {
  expect((await change({ newPassword })).status).toBe(400);
  expect((await signIn(auth, email)).status).toBe(200);
});

test("nobody changes a password without a session, with an ended one, or from another site", async () => {
  expect((await change({}, {})).status).toBe(401);
  const ended = cookieOf(await signIn(auth, email));
  await post(auth, "/sign-out", {}, { cookie: ended });
  expect((await change({}, { cookie: ended })).status).toBe(401);
  expect((await change({}, { cookie, origin: "https://evil.example" })).status).toBe(403);
  expect((await signIn(auth, email)).status).toBe(200);
});

test("of two changes at the same time, one succeeds", async () => {
  const changes = [change(), change({ newPassword: "a third password" })];
  const statuses = (await Promise.all(changes)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 400]);
});

test("a sign-in with the former password that runs during the change gets no session", async () => {
  const userId = await sessionUserId();
  const signingIn = await db.transaction(async (tx) => {
    const isOwn = eq(accounts.userId, userId);
    await tx.update(accounts).set({ password: "another hash" }).where(isOwn);
    const response = signIn(auth, email);
    // By now the sign-in has read the former password, and it waits for the end of this transaction.
    await sleep(2_000);
    return { response };
  });
  expect((await signingIn.response).status).toBe(401);
  expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(1);
});

async function sessionUserId(): Promise<string> {
  const user = await sessionUser(auth, new Headers({ cookie }));
  if (!user) throw new Error("nobody is signed in");
  return user.id;
}
