import {
  invitations,
  memberships,
  newId,
  projects,
  rateLimits,
  users,
  verifications,
} from "@ai-cost/db";
import { emptyDatabase, type TestDatabase } from "@ai-cost/db/testing";
import { count, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "../accounts/create-account";
import { issueFirstAccountCode } from "../accounts/first-account-code";
import { newInvitationToken } from "../invitations/invitation-token";
import { sessionUser } from "../sessions/session-user";
import {
  cookieOf,
  newEmail,
  newSource,
  PASSWORD,
  post,
  signIn,
  testAuth,
} from "../testing/auth-client";
import { signUpState } from "./sign-up-state";

const DAY_MS = 24 * 60 * 60 * 1000;
const now = new Date();
let app: TestDatabase["app"];
let db: TestDatabase["db"];
beforeAll(async () => {
  ({ app, db } = await emptyDatabase());
});
beforeEach(async () => {
  await db.delete(users);
  await db.delete(verifications);
});

const signUp = (auth: ReturnType<typeof testAuth>, given: object = {}, source = newSource()) =>
  post(
    auth,
    "/sign-up",
    { email: newEmail(), name: "A person", password: PASSWORD, ...given },
    { source },
  );

async function countAccounts(): Promise<number> {
  const [row] = await db.select({ made: count() }).from(users);
  return row?.made ?? 0;
}

async function issueCode(at = now): Promise<string> {
  const code = await issueFirstAccountCode(app.db, at);
  if (code === null) throw new Error("An account exists already.");
  return code;
}

const someAccount = (email = newEmail()) =>
  createAccount(app.db, { email, name: "Somebody", password: PASSWORD, now });

describe("an installation without an account", () => {
  test.each([true, false])("requires a code when ALLOW_SIGN_UP is %s", async (allowSignUp) => {
    expect(await signUpState(app.db, { allowSignUp })).toBe("first-account");
    await issueCode();
    const auth = testAuth(app.db, { allowSignUp });
    for (const given of [{}, { code: "" }, { code: "2345-6789-abcd-efgh" }]) {
      const response = await signUp(auth, given);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "INVALID_CODE" });
    }
    expect(await countAccounts()).toBe(0);
  });

  test("creates its first account with the code and signs the person in", async () => {
    const auth = testAuth(app.db);
    const email = newEmail();
    const response = await signUp(auth, { email: email.toUpperCase(), code: await issueCode() });
    expect(response.status).toBe(200);
    const user = await sessionUser(auth, new Headers({ cookie: cookieOf(response) }));
    expect(user).toMatchObject({ email, name: "A person" });
    expect((await signIn(auth, email)).status).toBe(200);
  });

  test("accepts the code as a person types it", async () => {
    const code = (await issueCode()).toUpperCase().replaceAll("-", " ");
    expect((await signUp(testAuth(app.db), { code: ` ${code}` })).status).toBe(200);
  });

  test("stores only a hash of the code", async () => {
    const code = await issueCode();
    const [row] = await db.select().from(verifications);
    expect(JSON.stringify(row)).not.toContain(code);
    expect(JSON.stringify(row)).not.toContain(code.replaceAll("-", ""));
  });

  test("accepts each of the codes that several processes printed when they started together", async () => {
    const codes = await Promise.all([issueCode(), issueCode(), issueCode()]);
    expect(new Set(codes).size).toBe(3);
    expect((await signUp(testAuth(app.db), { code: codes[0] })).status).toBe(200);
  });

  test("refuses a code after a week", async () => {
    const code = await issueCode(new Date(now.getTime() - 7 * DAY_MS));
    expect((await signUp(testAuth(app.db, { now: () => now }), { code })).status).toBe(403);
    await issueCode();
    expect(await db.select().from(verifications)).toHaveLength(1);
  });

  test("creates one account when several sign-ups with valid codes are about to insert it", async () => {
    const codes = [await issueCode(), await issueCode()];
    let signUps: Promise<Response>[] = [];
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table ${users} in share mode`);
      signUps = Array.from({ length: 8 }, (_, i) =>
        signUp(testAuth(app.db), { code: codes[i % 2] }),
      );
      const waiting = () =>
        tx.execute(sql`select 1 from pg_locks join pg_database on pg_database.oid = database
          where datname = current_database() and not granted`);
      await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(8);
    });
    const statuses = (await Promise.all(signUps)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 7 }, () => 403)]);
    expect(await countAccounts()).toBe(1);
  });

  test("creates one account when ten concurrent sign-ups use one code and sign-up is open", async () => {
    const code = await issueCode();
    const auth = testAuth(app.db, { allowSignUp: true });
    const email = newEmail();
    const signUps = Array.from({ length: 10 }, () => signUp(auth, { code, email }));
    const statuses = (await Promise.all(signUps)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 422)]);
  });
});

describe("an installation with an account", () => {
  beforeEach(() => someAccount());

  test("issues no code, and earlier codes are invalid", async () => {
    await db.delete(users);
    const code = await issueCode();
    await someAccount();
    expect(await issueFirstAccountCode(app.db, now)).toBeNull();
    expect(await db.select().from(verifications)).toEqual([]);
    expect((await signUp(testAuth(app.db), { code })).status).toBe(403);
  });

  test("refuses sign-up by default", async () => {
    expect(await signUpState(app.db, { allowSignUp: false })).toBe("closed");
    const response = await signUp(testAuth(app.db));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "SIGN_UP_CLOSED" });
    expect(await countAccounts()).toBe(1);
  });

  test("accepts anyone when sign-up is open, and each address once", async () => {
    expect(await signUpState(app.db, { allowSignUp: true })).toBe("open");
    const auth = testAuth(app.db, { allowSignUp: true });
    const email = newEmail();
    expect((await signUp(auth, { email })).status).toBe(200);
    const again = await signUp(auth, { email: email.toUpperCase(), password: "another password" });
    expect(again.status).toBe(422);
    expect(again.headers.getSetCookie()).toEqual([]);
    expect((await signIn(auth, email)).status).toBe(200);
  });

  test.each([
    ["a password of seven characters", { password: "1234567" }],
    ["a password of 129 characters", { password: "x".repeat(129) }],
    ["an empty name", { name: "  " }],
    ["an invisible name", { name: "\u200b\u3164" }],
    ["a name of two lines", { name: "two\nlines" }],
    ["an address without an @", { email: "nobody" }],
    ["no address", { email: undefined }],
    ["an object for an address", { email: {} }],
  ])("refuses %s", async (_, given) => {
    const response = await signUp(testAuth(app.db, { allowSignUp: true }), given);
    expect(response.status).toBe(400);
    expect(await countAccounts()).toBe(1);
  });

  test("counts all sign-ups with a valid body from one source address, whether they succeed or not", async () => {
    const source = newSource();
    const auth = testAuth(app.db, { allowSignUp: true });
    const expire = Date.now() + 60_000;
    await db.insert(rateLimits).values({ key: `signUpByAddress:${source}`, points: 28, expire });
    expect((await signUp(auth, { name: "" }, source)).status).toBe(400);
    const email = newEmail();
    expect((await signUp(auth, { email }, source)).status).toBe(200);
    expect((await signUp(auth, { email }, source)).status).toBe(422);
    const refused = await signUp(auth, {}, source);
    expect(refused.status).toBe(429);
    // The counter's 60 seconds began with the sign-up before this one, so some of them have passed.
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await signUp(auth)).status).toBe(200);
  });

  test("refuses a sign-up from a page of another origin", async () => {
    const given = { email: newEmail(), name: "A person", password: PASSWORD };
    const auth = testAuth(app.db, { allowSignUp: true });
    const response = await post(auth, "/sign-up", given, { origin: "https://evil.example" });
    expect(response.status).toBe(403);
  });
});

describe("an invitation", () => {
  async function invite(
    email: string,
    role: "owner" | "admin" | "member" = "member",
  ): Promise<string> {
    const projectId = newId();
    await db.insert(projects).values({ id: projectId, name: "A project", createdAt: now });
    await db.insert(invitations).values({ projectId, email, role, createdAt: now });
    return projectId;
  }
  const rolesOf = (userId: string) =>
    db
      .select({ projectId: memberships.projectId, role: memberships.role })
      .from(memberships)
      .where(eq(memberships.userId, userId))
      .orderBy(memberships.projectId);
  const waiting = (email: string) =>
    db.select().from(invitations).where(eq(invitations.email, email));

  test("stays an invitation when a command creates the account", async () => {
    const email = newEmail();
    await invite(email);
    await invite(email, "admin");
    const { id } = await someAccount(email);
    expect(await rolesOf(id)).toEqual([]);
    expect(await waiting(email)).toHaveLength(2);
  });

  test("stays an invitation when the person signs up", async () => {
    await someAccount();
    const email = newEmail();
    await invite(email, "owner");
    const auth = testAuth(app.db, { allowSignUp: true });
    const cookie = cookieOf(await signUp(auth, { email }));
    const user = await sessionUser(auth, new Headers({ cookie }));
    expect(await rolesOf(user?.id ?? "")).toEqual([]);
    expect(await waiting(email)).toHaveLength(1);
  });

  test("stays an invitation when a person who has an account signs in", async () => {
    const email = newEmail();
    const { id } = await someAccount(email);
    await invite(email);
    expect((await signIn(testAuth(app.db), email)).status).toBe(200);
    expect(await rolesOf(id)).toEqual([]);
    expect(await waiting(email)).toHaveLength(1);
  });
});

describe("the token of an invitation", () => {
  const DAYS = 7;
  beforeEach(() => someAccount());

  /** Invites an address with a token. Returns the project and the token. */
  async function inviteWithToken(
    email: string,
    given: { isMailed?: boolean; expiresAt?: Date } = {},
  ) {
    const projectId = newId();
    const { token, tokenHash } = newInvitationToken();
    const expiresAt = new Date(now.getTime() + DAYS * DAY_MS);
    await db.insert(projects).values({ id: projectId, name: "A project", createdAt: now });
    await db
      .insert(invitations)
      .values({ projectId, email, role: "member", createdAt: now, tokenHash, expiresAt, ...given });
    return { projectId, token };
  }
  const auth = () => testAuth(app.db, { now: () => now });
  const userOf = async (email: string) => {
    const [user] = await db.select().from(users).where(eq(users.email, email));
    return user;
  };

  test("lets its address sign up although sign-up is closed, and accepts nothing", async () => {
    const email = newEmail();
    const { token, projectId } = await inviteWithToken(email);
    expect((await signUp(auth(), { email: email.toUpperCase(), invitation: token })).status).toBe(
      200,
    );
    expect(await userOf(email)).toMatchObject({ email, emailVerified: false });
    const isOfProject = eq(memberships.projectId, projectId);
    expect(await db.select().from(memberships).where(isOfProject)).toEqual([]);
    expect((await signIn(auth(), email)).status).toBe(200);
  });

  test("verifies the address only when it was sent by e-mail", async () => {
    const email = newEmail();
    const { token } = await inviteWithToken(email, { isMailed: true });
    expect((await signUp(auth(), { email, invitation: token })).status).toBe(200);
    expect(await userOf(email)).toMatchObject({ emailVerified: true });
  });

  test("is refused in the same words when it is for another address, expired, replaced or unknown", async () => {
    const email = newEmail();
    const expired = await inviteWithToken(email, { expiresAt: now });
    const replaced = await inviteWithToken(email);
    const { tokenHash } = newInvitationToken();
    const isReplaced = eq(invitations.projectId, replaced.projectId);
    await db.update(invitations).set({ tokenHash }).where(isReplaced);
    const foreign = await inviteWithToken(newEmail());
    const tokens = [
      foreign.token,
      expired.token,
      replaced.token,
      newInvitationToken().token,
      "inv_x",
      "",
    ];
    const bodies = new Set<string>();
    for (const invitation of tokens) {
      const response = await signUp(auth(), { email, invitation });
      expect(response.status).toBe(403);
      bodies.add(await response.text());
    }
    expect(bodies.size).toBe(1);
    expect(await userOf(email)).toBeUndefined();
  });
});
