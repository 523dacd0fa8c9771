import { newId, users } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { SessionUser } from "../index";
import { callerOf } from "../testing/callers";
import { insertSession, insertUser, NOW } from "../testing/fixture";

const { app, db } = testDatabase();
const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE_MS);

let me: SessionUser;
let stranger: SessionUser;
beforeEach(async () => {
  [me, stranger] = [await signedIn(), await signedIn()];
});

/** A user with a session, in which the user sends the requests. */
async function signedIn(): Promise<SessionUser> {
  const user = await insertUser(db);
  return { ...user, sessionId: await insertSession(db, user, { createdAt: ago(60) }) };
}

const account = (user = me) => callerOf(app.db, user).account;
const idsOf = async (user = me) =>
  (await account(user).listSessions()).map(({ sessionId }) => sessionId);

describe("sessions", () => {
  test("are listed with their device and the times of the sign-in and the last request", async () => {
    const phone = await insertSession(db, me, {
      userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1",
      ipAddress: "192.0.2.7",
      createdAt: ago(120),
      lastSeenAt: ago(5),
    });
    const [current, other] = await account().listSessions();
    expect(current).toEqual({
      sessionId: me.sessionId,
      device: null,
      ipAddress: null,
      signedInAt: ago(60).toISOString(),
      lastSeenAt: ago(60).toISOString(),
      isCurrent: true,
    });
    expect(other).toEqual({
      sessionId: phone,
      device: "Safari on iPhone",
      ipAddress: "192.0.2.7",
      signedInAt: ago(120).toISOString(),
      lastSeenAt: ago(5).toISOString(),
      isCurrent: false,
    });
  });

  test("are ordered: the current one, then those that were seen last", async () => {
    const seenOnce = await insertSession(db, me, { createdAt: ago(10) });
    const seenLater = await insertSession(db, me, { createdAt: ago(200), lastSeenAt: ago(5) });
    const seenEarlier = await insertSession(db, me, { createdAt: ago(90), lastSeenAt: ago(80) });
    expect(await idsOf()).toEqual([me.sessionId, seenLater, seenOnce, seenEarlier]);
  });

  test("that have expired, and those of other people, are not listed", async () => {
    await insertSession(db, me, { expiresAt: NOW });
    expect(await idsOf()).toEqual([me.sessionId]);
  });

  test("are listed up to a hundred", async () => {
    for (let made = 0; made < 105; made += 1) await insertSession(db, me);
    const ids = await idsOf();
    expect([ids.length, ids[0]]).toEqual([100, me.sessionId]);
  });

  test("no output contains a session's token", async () => {
    const token = newId();
    await insertSession(db, me, { token });
    expect(JSON.stringify(await account().listSessions())).not.toContain(token);
  });

  test("can be ended one by one", async () => {
    const [one, two] = [await insertSession(db, me), await insertSession(db, me)];
    expect(await account().revokeSession({ sessionId: one })).toEqual({ revokedSessions: 1 });
    expect(await idsOf()).toEqual([me.sessionId, two]);
  });

  test("can all be ended but the current one", async () => {
    for (let made = 0; made < 3; made += 1) await insertSession(db, me);
    expect(await account().revokeOtherSessions()).toEqual({ revokedSessions: 3 });
    expect(await idsOf()).toEqual([me.sessionId]);
    expect(await idsOf(stranger)).toEqual([stranger.sessionId]);
  });

  test("of another person cannot be told from sessions that do not exist", async () => {
    const errorOf = (sessionId: string) =>
      account()
        .revokeSession({ sessionId })
        .catch(({ code, message }) => ({ code, message }));
    const missing = await errorOf(newId());
    expect(missing).toMatchObject({ code: "NOT_FOUND" });
    expect(await errorOf(stranger.sessionId)).toEqual(missing);
    expect(await idsOf(stranger)).toEqual([stranger.sessionId]);
  });
});

describe("the name", () => {
  test("is changed, without surrounding space", async () => {
    expect(await account().rename({ name: "  Ada Lovelace " })).toEqual({
      email: me.email,
      name: "Ada Lovelace",
    });
    const [row] = await db.select().from(users).where(eq(users.id, me.id));
    expect(row?.name).toBe("Ada Lovelace");
  });

  test.each(["", "  ", "two\nlines", "x".repeat(201), "\u200b"])(
    "%j is refused and changes nothing",
    async (name) => {
      await expect(account().rename({ name })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      const [row] = await db.select().from(users).where(eq(users.id, me.id));
      expect(row?.name).toBe(me.name);
    },
  );

  test("of another person stays", async () => {
    await account().rename({ name: "Ada" });
    const [row] = await db.select().from(users).where(eq(users.id, stranger.id));
    expect(row?.name).toBe(stranger.name);
  });
});
