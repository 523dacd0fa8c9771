import { accountOutbox, rateLimits, sessions, users, verifications } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { mailWorker } from "@ai-cost/notifications";
import { startMailServer } from "@ai-cost/notifications/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { resetPassword } from "../accounts/reset-password";
import {
  BASE_URL,
  cookieOf,
  newEmail,
  newSource,
  PASSWORD,
  post,
  signIn,
  testAuth,
} from "../testing/auth-client";
import { newPerson } from "../testing/new-person";
import { findResetAccount } from "./reset-token";

const NEW_PASSWORD = "the new password of the test";
const HOUR_MS = 60 * 60 * 1000;

const { db, app } = await emptyDatabase();
const server = await startMailServer();
const mail = mailWorker({
  db: app.db,
  smtpUrl: `smtp://127.0.0.1:${server.port}`,
  mailFrom: { name: "AI Cost", address: "ai-cost@example.com" },
  secret: "a secret of the test that is long enough",
  log: { warn: () => {}, error: () => {} },
});
afterAll(async () => {
  await mail.stop();
  await server.close();
});

let now = new Date();
const auth = testAuth(app.db, { mail, now: () => now });

let email = "";
let userId = "";
beforeEach(async () => {
  now = new Date();
  ({ id: userId, email } = await newPerson(db, "Ada"));
});

const request = (address = email, options = {}) =>
  post(auth, "/request-password-reset", { email: address }, options);
const reset = (token: string, password = NEW_PASSWORD, options = {}) =>
  post(auth, "/reset-password", { token, password }, options);
const answerOf = async (response: Response) => ({
  status: response.status,
  body: await response.json(),
});
const INVALID = {
  status: 400,
  body: { code: "INVALID_TOKEN", message: "This link is not valid any more. Request a new one." },
};

/** The messages to an address. Another message, which is sent last, shows that all of them are there. */
async function messagesTo(address: string) {
  const { email: last } = await newPerson(db, "Last");
  expect((await request(last)).status).toBe(200);
  for (let count = 1; ; count += 1) {
    const { envelope } = await server.message(count);
    if (envelope.to[0] === last) break;
  }
  return server.received.filter(({ envelope }) => envelope.to[0] === address);
}

/** Requests a reset and returns the token in the message. */
async function requestedToken(): Promise<string> {
  expect((await request()).status).toBe(200);
  const [message] = (await messagesTo(email)).slice(-1);
  const [, token = ""] = message?.text?.match(/\/reset-password\/(\S+)/) ?? [];
  return token;
}

test("the link in the message sets a new password, once, and proves the address", async () => {
  const token = await requestedToken();
  expect(token).toMatch(/^rst_[\w-]{43}$/);
  expect((await db.select().from(users).where(eq(users.id, userId)))[0]?.emailVerified).toBe(false);
  expect(await answerOf(await reset(token))).toEqual({ status: 200, body: {} });
  expect((await signIn(auth, email)).status).toBe(401);
  expect((await signIn(auth, email, NEW_PASSWORD)).status).toBe(200);
  expect((await db.select().from(users).where(eq(users.id, userId)))[0]?.emailVerified).toBe(true);
  expect(await answerOf(await reset(token, "another new password"))).toEqual(INVALID);
});

test("a reset ends all sessions and starts none", async () => {
  await signIn(auth, email);
  const cookie = cookieOf(await signIn(auth, email));
  const response = await reset(await requestedToken(), NEW_PASSWORD, { cookie });
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await db.select().from(sessions).where(eq(sessions.userId, userId))).toEqual([]);
});

test("only the hash of the token is stored, and the message is encrypted", async () => {
  const token = await requestedToken();
  const stored = [db.select().from(verifications), db.select().from(accountOutbox)];
  expect(JSON.stringify(await Promise.all(stored))).not.toContain(token.slice(4));
});

test("looking at the page of a link does not use it", async () => {
  const token = await requestedToken();
  expect(await findResetAccount(app.db, token, now)).toEqual({ email });
  expect(await findResetAccount(app.db, token, now)).toEqual({ email });
  expect((await reset(token)).status).toBe(200);
  expect(await findResetAccount(app.db, token, now)).toBeNull();
});

test("of ten requests that use a link at the same time, one succeeds", async () => {
  const token = await requestedToken();
  const passwords = Array.from({ length: 10 }, (_, i) => `password number ${i}`);
  const statuses = await Promise.all(
    passwords.map(async (password) => (await reset(token, password)).status),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const winner = passwords[statuses.indexOf(200)];
  expect((await signIn(auth, email, winner)).status).toBe(200);
});

describe("a link is not valid any more", () => {
  test("after an hour", async () => {
    const token = await requestedToken();
    now = new Date(now.getTime() + HOUR_MS);
    expect(await findResetAccount(app.db, token, now)).toBeNull();
    expect(await answerOf(await reset(token))).toEqual(INVALID);
  });

  test("after another link was used", async () => {
    const first = await requestedToken();
    const second = await requestedToken();
    expect((await reset(second)).status).toBe(200);
    expect(await answerOf(await reset(first))).toEqual(INVALID);
  });

  test("after an operator has set a password", async () => {
    const token = await requestedToken();
    await resetPassword(db, { email, password: NEW_PASSWORD, now });
    expect(await answerOf(await reset(token))).toEqual(INVALID);
  });

  test("after the person has changed the password", async () => {
    const token = await requestedToken();
    const cookie = cookieOf(await signIn(auth, email));
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect((await post(auth, "/change-password", passwords, { cookie })).status).toBe(200);
    expect(await answerOf(await reset(token))).toEqual(INVALID);
  });

  test("after the account was deleted", async () => {
    const token = await requestedToken();
    await db.delete(users).where(eq(users.id, userId));
    expect(await answerOf(await reset(token))).toEqual(INVALID);
  });

  test.each(["", "rst_", `rst_${"A".repeat(43)}`, "first-account-code", "x".repeat(100)])(
    "when it never was: %j",
    async (token) => {
      expect(await answerOf(await reset(token))).toEqual(INVALID);
    },
  );
});

test("a second link does not take the first away", async () => {
  const first = await requestedToken();
  await requestedToken();
  expect((await reset(first)).status).toBe(200);
});

test("a new password that is too short leaves the link valid", async () => {
  const token = await requestedToken();
  expect((await reset(token, "short")).status).toBe(400);
  expect((await reset(token)).status).toBe(200);
});

test("an address without an account gets the same answer and no message, and causes as many rows", async () => {
  const nobody = newEmail();
  const countRows = async () =>
    Promise.all([verifications, accountOutbox, rateLimits].map((table) => db.$count(table)));
  const added = async (address: string) => {
    const before = await countRows();
    const response = await request(address);
    const after = await countRows();
    return {
      rows: after.map((count, i) => count - (before[i] ?? 0)),
      ...(await answerOf(response)),
    };
  };
  expect(await added(nobody)).toEqual(await added(email));
  expect(await messagesTo(nobody)).toEqual([]);
  expect(await messagesTo(email)).toHaveLength(1);
  const [unsent] = await db.select().from(accountOutbox).where(eq(accountOutbox.recipient, ""));
  expect(unsent).toMatchObject({ nextAttemptAt: null, deliveredAt: null });
});

test("without a mail server, the answer says who resets the password", async () => {
  const withoutMail = testAuth(app.db);
  const response = await post(withoutMail, "/request-password-reset", { email });
  expect(await answerOf(response)).toEqual({
    status: 403,
    body: { code: "NO_MAIL_SERVER", message: expect.stringContaining("Ask an operator") },
  });
});

describe("nobody can fill a mailbox", () => {
  test("from one address, also at the same time", async () => {
    const source = newSource();
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => (await request(email, { source })).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    expect(await messagesTo(email)).toHaveLength(3);
  });

  test("from many addresses; who has signed in before can still ask", async () => {
    const source = newSource();
    await signIn(auth, email, PASSWORD, { source });
    for (let i = 0; i < 10; i += 1) expect((await request()).status).toBe(200);
    expect((await request()).status).toBe(429);
    expect((await request(email, { source })).status).toBe(200);
    expect(await messagesTo(email)).toHaveLength(11);
  });

  test("and one address cannot fill many mailboxes", async () => {
    const source = newSource();
    const statuses: number[] = [];
    for (let i = 0; i < 31; i += 1) statuses.push((await request(newEmail(), { source })).status);
    expect(statuses).toEqual([...Array(30).fill(200), 429]);
  });

  test("an address without an account is limited alike", async () => {
    const [nobody, source] = [newEmail(), newSource()];
    for (let i = 0; i < 3; i += 1) expect((await request(nobody, { source })).status).toBe(200);
    const refused = await answerOf(await request(nobody, { source }));
    for (let i = 0; i < 3; i += 1) await request(email, { source });
    expect(await answerOf(await request(email, { source }))).toEqual(refused);
  });
});

test.each<[string, string, object]>([
  ["another site", "/request-password-reset", { origin: "https://evil.example" }],
  ["another site", "/reset-password", { origin: "https://evil.example" }],
])("a form of %s is refused by %s", async (_, path, options) => {
  const body = path === "/reset-password" ? { token: "rst_", password: NEW_PASSWORD } : { email };
  expect((await post(auth, path, body, options)).status).toBe(403);
});

test("the link begins with the public address, whatever the request's host is", async () => {
  expect((await request(email, { headers: { host: "evil.example" } })).status).toBe(200);
  const [message] = await messagesTo(email);
  expect(message?.text).toContain(`${BASE_URL}/reset-password/rst_`);
  expect(message?.text).not.toContain("evil.example");
});
