import {
  accountOutbox,
  invitations,
  newId,
  rateLimits,
  sessions,
  signedInAddresses,
  users,
  verifications,
} from "@ai-cost/db";
import { emptyDatabase, makeProject, type TestDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { purgeExpired } from "./purge-expired";

const NOW = new Date("2026-11-15T12:00:00.000Z");
const DAY_MS = 24 * 60 * 60 * 1000;
const before = (days: number, ms = 0) => new Date(NOW.getTime() - days * DAY_MS - ms);

let own: TestDatabase;
let userId: string;
beforeEach(async () => {
  own = await emptyDatabase();
  userId = newId();
  const at = { createdAt: NOW, updatedAt: NOW };
  await own.db.insert(users).values({ id: userId, name: "Ada", email: "ada@example.com", ...at });
});

const session = (id: string, expiresAt: Date) => ({
  ...{ id, token: id, userId, expiresAt },
  ...{ createdAt: NOW, updatedAt: NOW },
});
const token = (id: string, expiresAt: Date) => ({
  ...{ id, identifier: id, value: id, expiresAt },
  ...{ createdAt: NOW, updatedAt: NOW },
});

const message = (kind: string, createdAt: Date, nextAttemptAt: Date | null) => ({
  id: newId(),
  kind,
  recipient: "ada@example.com",
  createdAt,
  nextAttemptAt,
});

test("deletes what has expired, and nothing else", async () => {
  const { db } = own;
  await db.insert(sessions).values([session("expired", before(0, 1)), session("live", NOW)]);
  await db.insert(verifications).values([token("expired", before(0, 1)), token("live", NOW)]);
  await db.insert(rateLimits).values([
    { key: "expired", points: 1, expire: NOW.getTime() - 1 },
    { key: "live", points: 1, expire: NOW.getTime() },
    { key: "endless", points: 1, expire: null },
  ]);
  await db.insert(signedInAddresses).values([
    { userId, address: "old", lastSignedInAt: before(180, 1) },
    { userId, address: "recent", lastSignedInAt: before(180) },
  ]);
  await db
    .insert(accountOutbox)
    .values([
      message("settled, old", before(30, 1), null),
      message("settled, recent", before(30), null),
      message("waiting, old", before(60), NOW),
    ]);
  expect(await purgeExpired(own.app.db, NOW)).toBe(5);
  const kinds = (await db.select().from(accountOutbox)).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(["settled, recent", "waiting, old"]);
  expect((await db.select().from(sessions)).map(({ id }) => id)).toEqual(["live"]);
  expect((await db.select().from(verifications)).map(({ id }) => id)).toEqual(["live"]);
  const keys = (await db.select().from(rateLimits)).map(({ key }) => key);
  expect(keys.sort()).toEqual(["endless", "live"]);
  const addresses = await db.select().from(signedInAddresses);
  expect(addresses.map(({ address }) => address)).toEqual(["recent"]);
});

test("forgets the tokens of expired invitations, and keeps the invitations", async () => {
  const projectId = await makeProject(own.db);
  const invitation = (tokenHash: string, expiresAt: Date) => ({
    ...{ projectId, email: `${tokenHash}@example.com`, role: "member" as const },
    ...{ tokenHash, expiresAt, createdAt: before(8) },
  });
  await own.db
    .insert(invitations)
    .values([invitation("expired", before(0, 1)), invitation("live", NOW)]);
  await purgeExpired(own.app.db, NOW);
  const kept = await own.db.select().from(invitations).orderBy(invitations.email);
  expect(kept.map(({ tokenHash, expiresAt }) => [tokenHash, expiresAt])).toEqual([
    [null, before(0, 1)],
    ["live", NOW],
  ]);
});

const insertExpiredCounters = (count: number) => own.sql`
  insert into rate_limits (key, points, expire)
  select 'counter ' || n, 1, ${NOW.getTime() - 1} from generate_series(1, ${count}) as n`;

test("deletes many rows in batches, and from several processes without an error", async () => {
  await insertExpiredCounters(3_500);
  const deleted = await Promise.all([1, 2, 3, 4].map(() => purgeExpired(own.app.db, NOW)));
  expect(await own.db.$count(rateLimits)).toBe(0);
  expect(deleted.reduce((sum, count) => sum + count)).toBe(3_500);
});

test("stops after a batch", async () => {
  await insertExpiredCounters(2_500);
  const stopped = new AbortController();
  const purging = purgeExpired(own.app.db, NOW, stopped.signal);
  stopped.abort();
  expect(await purging).toBeLessThanOrEqual(1_000);
});
