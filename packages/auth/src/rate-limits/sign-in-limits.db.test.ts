import { newId, rateLimits, signedInAddresses } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq, like, or } from "drizzle-orm";
import { expect, test } from "vitest";
import { newEmail, newSource, PASSWORD, signIn, testAuth } from "../testing/auth-client";
import { newPerson } from "../testing/new-person";
import { accountAndAddressCounter, accountCounter } from "./attempt-limits";

const { app, db } = testDatabase();
const auth = testAuth(app.db);
const ATTEMPTS = 10;

const newAddress = async () => (await newPerson(app.db)).email;

const attempt = async (email: string, password = "a wrong one", source = newSource()) =>
  (await signIn(auth, email, password, { source })).status;

async function attempts(count: number, email: string, source?: string): Promise<number[]> {
  const statuses = [];
  for (let i = 0; i < count; i++) statuses.push(await attempt(email, "a wrong one", source));
  return statuses;
}

/** Sets a counter without making the attempts, because each one would hash a password. */
async function setCounter(key: string, points: number): Promise<void> {
  const counter = { points, expire: Date.now() + 15 * 60_000 };
  await db
    .insert(rateLimits)
    .values({ key, ...counter })
    .onConflictDoUpdate({ target: rateLimits.key, set: counter });
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

test("after ten wrong passwords from one address, that address is refused and others are not", async () => {
  const [email, source] = [await newAddress(), newSource()];
  expect(await attempts(ATTEMPTS, email, source)).toEqual(times(ATTEMPTS, 401));
  expect(await attempts(2, email, source)).toEqual([429, 429]);
  expect(await attempt(email, PASSWORD, source)).toBe(429);
  expect(await attempt(email.toUpperCase(), PASSWORD, source)).toBe(429);
  expect(await attempt(email, PASSWORD)).toBe(200);
});

test("the response says in words and in seconds when to try again", async () => {
  const [email, source] = [await newAddress(), newSource()];
  await setCounter(accountAndAddressCounter(email, source), ATTEMPTS);
  const refused = await signIn(auth, email, PASSWORD, { source });
  expect(await refused.json()).toEqual({
    code: "TOO_MANY_ATTEMPTS",
    message: "Too many attempts. Try again in 15 minutes.",
  });
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(14 * 60);
  expect(seconds).toBeLessThanOrEqual(15 * 60);
});

test("of forty concurrent attempts from one address, ten are tried", async () => {
  const [email, source] = [await newAddress(), newSource()];
  const all = times(40, email).map((address) => attempt(address, "a wrong one", source));
  const statuses = await Promise.all(all);
  expect(statuses.filter((status) => status === 401)).toHaveLength(ATTEMPTS);
  expect(statuses.filter((status) => status === 429)).toHaveLength(30);
});

test("two servers on one database count together", async () => {
  const [email, source] = [await newAddress(), newSource()];
  await setCounter(accountAndAddressCounter(email, source), ATTEMPTS - 1);
  expect(await attempt(email, "a wrong one", source)).toBe(401);
  expect((await signIn(testAuth(app.db), email, PASSWORD, { source })).status).toBe(429);
});

test("a successful sign-in resets the counter of its address", async () => {
  const [email, source] = [await newAddress(), newSource()];
  await setCounter(accountAndAddressCounter(email, source), ATTEMPTS - 1);
  expect(await attempt(email, PASSWORD, source)).toBe(200);
  expect(await attempts(ATTEMPTS, email, source)).toEqual(times(ATTEMPTS, 401));
  expect(await attempt(email, PASSWORD, source)).toBe(429);
});

test("after fifteen minutes the address is accepted again", async () => {
  const [email, source] = [await newAddress(), newSource()];
  await attempts(1, email, source);
  const counter = eq(rateLimits.key, accountAndAddressCounter(email, source));
  const [row] = await db.select().from(rateLimits).where(counter);
  const leftMs = (row?.expire ?? 0) - Date.now();
  expect(leftMs).toBeGreaterThan(14 * 60_000);
  expect(leftMs).toBeLessThanOrEqual(15 * 60_000);
  await db
    .update(rateLimits)
    .set({ points: ATTEMPTS, expire: Date.now() - 1 })
    .where(counter);
  expect(await attempt(email, PASSWORD, source)).toBe(200);
});

test("after a hundred wrong passwords from many addresses, only addresses that have signed in before are accepted", async () => {
  const [email, known] = [await newAddress(), newSource()];
  expect(await attempt(email, PASSWORD, known)).toBe(200);
  await setCounter(accountCounter(email), 99);
  expect(await attempt(email)).toBe(401);
  const refused = await signIn(auth, email, PASSWORD);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    message: expect.stringContaining("from a network that you have signed in from before"),
  });
  expect(await attempt(email, "a wrong one", known)).toBe(401);
  expect(await attempt(email, PASSWORD, known)).toBe(200);
});

test("a refused attempt does not count in the wider limits", async () => {
  const [email, source] = [await newAddress(), newSource()];
  await setCounter(accountAndAddressCounter(email, source), ATTEMPTS);
  expect(await attempts(3, email, source)).toEqual([429, 429, 429]);
  const wider = or(
    eq(rateLimits.key, accountCounter(email)),
    eq(rateLimits.key, `signInByAddress:${source}`),
  );
  expect(await db.select().from(rateLimits).where(wider)).toEqual([]);
});

test("a successful sign-in does not forgive the wrong passwords from other addresses", async () => {
  const email = await newAddress();
  await setCounter(accountCounter(email), 50);
  expect(await attempt(email, PASSWORD)).toBe(200);
  const [row] = await db
    .select()
    .from(rateLimits)
    .where(eq(rateLimits.key, accountCounter(email)));
  expect(row?.points).toBe(50);
});

test("an address becomes known by a right password only, and an IPv6 address as its network", async () => {
  const { id: userId, email } = await newPerson(app.db);
  const isOwn = eq(signedInAddresses.userId, userId);
  expect(await attempt(email, "a wrong one", "2001:db8:1:2::3")).toBe(401);
  expect(await db.select().from(signedInAddresses).where(isOwn)).toEqual([]);
  for (const source of ["2001:db8:1:2::3", "2001:db8:1:2::4"])
    expect(await attempt(email, PASSWORD, source)).toBe(200);
  const rows = await db.select().from(signedInAddresses).where(isOwn);
  expect(rows.map(({ address }) => address)).toEqual(["2001:0db8:0001:0002:0000:0000:0000:0000"]);
});

test("the limit of one account does not affect another", async () => {
  const [closed, free] = [await newAddress(), await newAddress()];
  const source = newSource();
  await setCounter(accountAndAddressCounter(closed, source), ATTEMPTS);
  expect(await attempt(closed, PASSWORD, source)).toBe(429);
  expect(await attempt(free, PASSWORD, source)).toBe(200);
});

test("after a hundred failures from one source address, only that address is refused", async () => {
  const source = newSource();
  await setCounter(`signInByAddress:${source}`, 96);
  const strangers = Array.from({ length: 6 }, () => attempt(newEmail(), "a wrong one", source));
  expect((await Promise.all(strangers)).sort()).toEqual([...times(4, 401), 429, 429]);
  const email = await newAddress();
  expect(await attempt(email, PASSWORD, source)).toBe(429);
  expect(await attempt(email, PASSWORD)).toBe(200);
});

test("successful sign-ins from one source address are not counted", async () => {
  const source = newSource();
  const email = await newAddress();
  for (let i = 0; i < 3; i++) expect(await attempt(email, PASSWORD, source)).toBe(200);
  const [row] = await db
    .select()
    .from(rateLimits)
    .where(eq(rateLimits.key, `signInByAddress:${source}`));
  expect(row?.points).toBe(0);
});

test("four people sign in from one address at the same time", async () => {
  const source = newSource();
  const people = await Promise.all(times(4, null).map(newAddress));
  const statuses = await Promise.all(people.map((email) => attempt(email, PASSWORD, source)));
  expect(statuses).toEqual(times(4, 200));
});

test("the addresses of one IPv6 network share a counter", async () => {
  const network = `2001:db8:${newId().slice(-4)}:${newId().slice(-4)}`;
  const keys = [`${network}::1`, `${network}:ffff::2`];
  for (const source of keys) await attempt(newEmail(), "a wrong one", source);
  const groups = network.split(":").map((group) => group.padStart(4, "0"));
  const rows = await db
    .select()
    .from(rateLimits)
    .where(like(rateLimits.key, `signInByAddress:${groups.join(":")}%`));
  expect(rows.map(({ points }) => points)).toEqual([2]);
});

test("an account's key does not contain its e-mail address", () => {
  expect(accountCounter("Somebody@Example.com")).toBe(accountCounter("somebody@example.com"));
  expect(accountCounter("somebody@example.com")).not.toContain("somebody");
});

test("an unknown account and a known one get the same response, within and beyond the limit", async () => {
  const source = newSource();
  const responseFor = async (email: string) => {
    const response = await signIn(auth, email, "a wrong one", { source });
    const { date: _, "retry-after": __, ...headers } = Object.fromEntries(response.headers);
    return { status: response.status, headers, body: await response.text() };
  };
  const [known, unknown] = [await newAddress(), newEmail()];
  expect(await responseFor(unknown)).toEqual(await responseFor(known));
  for (const email of [known, unknown])
    await db
      .update(rateLimits)
      .set({ points: ATTEMPTS })
      .where(eq(rateLimits.key, accountAndAddressCounter(email, source)));
  expect(await responseFor(unknown)).toEqual(await responseFor(known));
});

test("an unknown account and a known one take the same time, because a password is hashed for both", async () => {
  const timed = async (email: string) => {
    const startedAtMs = performance.now();
    await attempt(email);
    return performance.now() - startedAtMs;
  };
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const person = await newAddress();
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 9; i++) {
    known.push(await timed(person));
    unknown.push(await timed(newEmail()));
  }
  const ratio = median(unknown) / median(known);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});
