import { setTimeout as sleep } from "node:timers/promises";
import { newId, rateLimits } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq, like } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { type RateLimit, rateLimiter } from "./rate-limiter";

const { db, sql } = testDatabase();

const newLimit = (limit: Partial<RateLimit> = {}): RateLimit => ({
  name: `test ${newId()}`,
  points: 3,
  durationSeconds: 60,
  ...limit,
});

const counterOf = (limit: RateLimit) => eq(rateLimits.key, `${limit.name}:key`);
const endIn = (limit: RateLimit, ms: number) =>
  db
    .update(rateLimits)
    .set({ expire: Date.now() + ms })
    .where(counterOf(limit));

test("concurrent requests take exactly the points of the limit, and the others get the seconds to wait", async () => {
  const limiter = rateLimiter(db, newLimit());
  const taken = await Promise.all(Array.from({ length: 10 }, () => limiter.take("key")));
  expect(taken.filter((refusal) => refusal === null)).toHaveLength(3);
  for (const refusal of taken.filter((each) => each !== null)) {
    expect(refusal.retryAfterSeconds).toBeGreaterThan(50);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
  }
});

test("a key has points again after the seconds of its refusal, with and without cached refusals", async () => {
  for (const cachesRefusals of [false, true]) {
    const limiter = rateLimiter(db, newLimit({ points: 1, durationSeconds: 2, cachesRefusals }));
    await limiter.take("key");
    const refusal = await limiter.take("key");
    await sleep((refusal?.retryAfterSeconds ?? 0) * 1_000);
    expect([refusal === null, await limiter.take("key")]).toEqual([false, null]);
  }
});

test("a wait of less than a second is rounded up to one second", async () => {
  const limit = newLimit({ points: 1 });
  const limiter = rateLimiter(db, limit);
  await limiter.take("key");
  await endIn(limit, 900);
  expect(await limiter.take("key")).toEqual({ retryAfterSeconds: 1 });
});

test("a point that is given back can be taken again, and a reset gives back all points", async () => {
  const limiter = rateLimiter(db, newLimit({ points: 1 }));
  await limiter.take("key");
  await limiter.giveBack("key");
  expect(await limiter.take("key")).toBeNull();
  expect(await limiter.take("key")).not.toBeNull();
  await limiter.reset("key");
  expect(await limiter.take("key")).toBeNull();
});

test("limits with different names or keys count separately", async () => {
  const limit = newLimit({ points: 1 });
  const limiter = rateLimiter(db, limit);
  await limiter.take("key");
  expect(await limiter.take("another key")).toBeNull();
  expect(await rateLimiter(db, newLimit({ points: 1 })).take("key")).toBeNull();
  const counters = like(rateLimits.key, `${limit.name}:%`);
  expect(await db.select().from(rateLimits).where(counters)).toHaveLength(2);
});

test("a point is taken without a wait for the disk", async () => {
  const statements = vi.spyOn(sql, "unsafe");
  await rateLimiter(db, newLimit()).take("key");
  expect(statements.mock.lastCall?.[0]).toContain("set_config('synchronous_commit', 'off', true)");
  statements.mockRestore();
});

test("a cached refusal sends no query", async () => {
  const limiter = rateLimiter(db, newLimit({ cachesRefusals: true }));
  for (let i = 0; i < 3; i++) expect(await limiter.take("key")).toBeNull();
  const statements = vi.spyOn(sql, "unsafe");
  for (let i = 0; i < 5; i++) expect(await limiter.take("key")).not.toBeNull();
  expect(statements).not.toHaveBeenCalled();
  statements.mockRestore();
});
