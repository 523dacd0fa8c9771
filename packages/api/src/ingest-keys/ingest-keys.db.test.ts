import { readIngestKey } from "@ai-cost/auth/api-keys";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { ingestKeys, newId } from "@ai-cost/db";
import { emptyDatabase, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { changesOf } from "../testing/changes-of";
import { ask } from "../testing/wire";
import { callerOf, contextOf, NOW, newWorld, type World } from "../testing/world";

const { app, db } = testDatabase();
const LATER = new Date("2026-11-16T08:30:00.000Z");
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

type Person = "owner" | "admin" | "member";
const keysAs = (person: Person, now = NOW) => {
  const { create, list, revoke } = callerOf(app.db, world[person], now).ingestKeys;
  const { projectId } = world;
  return {
    create: (name: string) => create({ projectId, name }),
    list: () => list({ projectId }),
    revoke: (keyId: string) => revoke({ projectId, keyId }),
  };
};
const storedKeys = () =>
  db.select().from(ingestKeys).where(eq(ingestKeys.projectId, world.projectId));
const changes = () => changesOf(db, world.projectId);

test("a key is answered once; what is kept is its hash and its last characters", async () => {
  const { keyId, text, ...rest } = await keysAs("owner").create("  Nightly build ");
  expect(rest).toEqual({ name: "Nightly build", lastCharacters: text.slice(-4) });
  const read = readIngestKey(text);
  expect(read?.projectId).toBe(world.projectId);
  expect(await storedKeys()).toEqual([
    {
      projectId: world.projectId,
      id: keyId,
      name: "Nightly build",
      secretHash: read?.secretHash,
      lastCharacters: text.slice(-4),
      createdBy: world.owner.id,
      createdAt: NOW,
      lastUsedAt: null,
      revokedAt: null,
    },
  ]);
});

test("a key's secret is in no row of no table", async () => {
  const own = await emptyDatabase();
  const { owner, projectId } = await newWorld(own.db);
  const caller = callerOf(own.db, owner).ingestKeys;
  const { keyId, text } = await caller.create({ projectId, name: "Nightly" });
  await caller.revoke({ projectId, keyId });
  const tables = await own.sql`
    select table_name from information_schema.tables where table_schema = 'public'`;
  expect(tables.length).toBeGreaterThan(15);
  const secret = text.split("_").slice(2).join("_");
  for (const { table_name } of tables) {
    const holding = await own.sql`
      select 1 from ${own.sql(table_name)} as row
      where strpos(row::text, ${secret}) > 0 or strpos(row::text, ${text.slice(0, -4)}) > 0`;
    expect([table_name, holding.length]).toEqual([table_name, 0]);
  }
});

test("everyone sees names, ends and uses, good keys before revoked ones and new before old", async () => {
  const first = await keysAs("owner").create("First");
  const second = await keysAs("admin", LATER).create("Second");
  const third = await keysAs("owner", LATER).create("Third");
  await db.update(ingestKeys).set({ lastUsedAt: LATER }).where(eq(ingestKeys.id, first.keyId));
  await keysAs("owner", LATER).revoke(third.keyId);
  const { owner, admin } = world;
  const kept = ({ keyId, name, lastCharacters }: typeof first) => ({ keyId, name, lastCharacters });
  const never = { lastUsedAt: null, revokedAt: null };
  const [now, later] = [NOW.toISOString(), LATER.toISOString()];
  const expected = [
    { ...kept(second), ...never, createdBy: admin.email, createdAt: later },
    { ...kept(first), ...never, createdBy: owner.email, createdAt: now, lastUsedAt: later },
    { ...kept(third), ...never, createdBy: owner.email, createdAt: later, revokedAt: later },
  ];
  for (const person of ["owner", "admin", "member"] as const)
    expect(await keysAs(person).list()).toEqual(expected);
});

test("a revoked key stays revoked since when it was; each change is kept once, never with the key", async () => {
  const { keyId, text, lastCharacters } = await keysAs("owner").create("Nightly");
  const revoked = { keyId, name: "Nightly", lastCharacters, revokedAt: LATER.toISOString() };
  expect(await keysAs("admin", LATER).revoke(keyId)).toEqual(revoked);
  expect(await keysAs("owner", new Date("2026-12-01T00:00:00Z")).revoke(keyId)).toEqual(revoked);
  const words = `Nightly (…${lastCharacters})`;
  const kept = await changes();
  expect(kept).toEqual([
    { actorId: world.owner.id, action: "ingest-key.create", from: null, to: words, at: NOW },
    { actorId: world.admin.id, action: "ingest-key.revoke", from: words, to: null, at: LATER },
  ]);
  expect(JSON.stringify(kept)).not.toContain(text.slice(-43, -4));
});

test("a key of another project is not found, and stays good", async () => {
  const { keyId } = await makeIngestKey(db, world.foreignProjectId);
  await expect(keysAs("owner").revoke(keyId)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "There is no such key in this project.",
  });
  const [key] = await db.select().from(ingestKeys).where(eq(ingestKeys.id, keyId));
  expect(key?.revokedAt).toBeNull();
});

test("a member is refused with a sentence that says who may, and changes nothing", async () => {
  const { keyId } = await keysAs("owner").create("Nightly");
  const refusal = {
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can make or revoke its keys.",
  };
  await expect(keysAs("member").create("Mine")).rejects.toMatchObject(refusal);
  await expect(keysAs("member").revoke(keyId)).rejects.toMatchObject(refusal);
  expect((await storedKeys()).map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
    ["Nightly", null],
  ]);
});

test("50 keys are good at most, however many are asked for at once; one revoked makes room", async () => {
  for (let i = 0; i < 45; i++) await makeIngestKey(db, world.projectId);
  const asked = Array.from({ length: 8 }, (_, i) => keysAs("owner").create(`Key ${i}`));
  const answers = await Promise.allSettled(asked);
  const refused = answers.flatMap((answer) =>
    answer.status === "rejected" ? [answer.reason] : [],
  );
  expect(refused).toHaveLength(3);
  expect(refused[0]).toMatchObject({
    code: "CONFLICT",
    message:
      "This project has 50 keys that are good, which is as many as it can have. Revoke one that nobody uses, then make another.",
  });
  const [key] = await storedKeys();
  await keysAs("owner").revoke(key?.id ?? "");
  await keysAs("owner").create("One more");
  expect((await storedKeys()).filter(({ revokedAt }) => revokedAt === null)).toHaveLength(50);
});

describe("a name is text on one line", () => {
  test.each([
    ["", "name must not be empty"],
    ["   ", "name must not be empty"],
    ["\u200B\u2060", "name must not be empty"],
    ["x".repeat(101), "name must be at most 100 characters"],
    ["two\nlines", "name must be text without control characters"],
  ])("%j is refused", async (name, message) => {
    await expect(keysAs("owner").create(name)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message,
    });
  });
});

test("a key cannot be made by following a link", async () => {
  const input = { projectId: world.projectId, name: "Nightly" };
  const asked = await ask(contextOf(app.db, world.owner), "query", "ingestKeys.create", input);
  expect(asked.status).toBe(405);
  expect(await storedKeys()).toEqual([]);
});

test("a malformed key id is refused, naming the field", async () => {
  const revoking = keysAs("owner").revoke("x");
  await expect(revoking).rejects.toMatchObject({ message: "keyId is not a key id" });
  await expect(keysAs("owner").revoke(newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
});
