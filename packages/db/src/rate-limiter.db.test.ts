import { setTimeout as sleep } from "node:timers/promises";
import { eq, like } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { newId } from "./id";
import { type RateLimitBound, rateLimiter } from "./rate-limiter";
import { rateLimits } from "./schema/index";
import { testDatabase } from "./testing/index";

const { db, sql } = testDatabase();

const newBound = (bound: Partial<RateLimitBound> = {}): RateLimitBound => ({
  name: `test ${newId()}`,
  points: 3,
  durationSeconds: 60,
  ...bound,
});

const counterOf = (bound: RateLimitBound) => eq(rateLimits.key, `${bound.name}:key`);
const endIn = (bound: RateLimitBound, ms: number) =>
  db
    .update(rateLimits)
    .set({ expire: Date.now() + ms })
    .where(counterOf(bound));

test("as many points as the bound are given, however many ask at once; then the seconds to wait", async () => {
  const limiter = rateLimiter(db, newBound());
  const taken = await Promise.all(Array.from({ length: 10 }, () => limiter.take("key")));
  expect(taken.filter((refusal) => refusal === null)).toHaveLength(3);
  for (const refusal of taken.filter((each) => each !== null)) {
    expect(refusal.retryAfterSeconds).toBeGreaterThan(50);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
  }
});

test("after the seconds that it said there are points again, whether it remembers refusals or not", async () => {
  for (const remembersRefusals of [false, true]) {
    const limiter = rateLimiter(db, newBound({ points: 1, durationSeconds: 2, remembersRefusals }));
    await limiter.take("key");
    const refusal = await limiter.take("key");
    await sleep((refusal?.retryAfterSeconds ?? 0) * 1_000);
    expect([refusal === null, await limiter.take("key")]).toEqual([false, null]);
  }
});

test("a wait of less than a second is one second, never none", async () => {
  const bound = newBound({ points: 1 });
  const limiter = rateLimiter(db, bound);
  await limiter.take("key");
  await endIn(bound, 900);
  expect(await limiter.take("key")).toEqual({ retryAfterSeconds: 1 });
});

test("a point given back can be taken again, and a key that is forgotten starts afresh", async () => {
  const limiter = rateLimiter(db, newBound({ points: 1 }));
  await limiter.take("key");
  await limiter.giveBack("key");
  expect(await limiter.take("key")).toBeNull();
  expect(await limiter.take("key")).not.toBeNull();
  await limiter.forget("key");
  expect(await limiter.take("key")).toBeNull();
});

test("limits of different names and keys do not count together", async () => {
  const bound = newBound({ points: 1 });
  const limiter = rateLimiter(db, bound);
  await limiter.take("key");
  expect(await limiter.take("another key")).toBeNull();
  expect(await rateLimiter(db, newBound({ points: 1 })).take("key")).toBeNull();
  const counters = like(rateLimits.key, `${bound.name}:%`);
  expect(await db.select().from(rateLimits).where(counters)).toHaveLength(2);
});

test("who is known to be out of points costs the database nothing", async () => {
  const limiter = rateLimiter(db, newBound({ remembersRefusals: true }));
  for (let i = 0; i < 3; i++) expect(await limiter.take("key")).toBeNull();
  const statements = vi.spyOn(sql, "unsafe");
  for (let i = 0; i < 5; i++) expect(await limiter.take("key")).not.toBeNull();
  expect(statements).not.toHaveBeenCalled();
  statements.mockRestore();
});
