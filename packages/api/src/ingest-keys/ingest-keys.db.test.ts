import { readIngestKey } from "@ai-cost/auth/api-keys";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { ingestKeys, newId } from "@ai-cost/db";
import { emptyDatabase, testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf, contextOf } from "../testing/callers";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";
import { callOverHttp } from "../testing/http";

const { app, db } = testDatabase();
const LATER = new Date("2026-11-16T08:30:00.000Z");
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Person = "owner" | "admin" | "member";
const keysAs = (person: Person, now = NOW) => {
  const { create, list, revoke } = callerOf(app.db, fixture[person], now).ingestKeys;
  const { projectId } = fixture;
  return {
    create: (name: string) => create({ projectId, name }),
    list: () => list({ projectId }),
    revoke: (keyId: string) => revoke({ projectId, keyId }),
  };
};
const storedKeys = () =>
  db.select().from(ingestKeys).where(eq(ingestKeys.projectId, fixture.projectId));
const changes = () => auditEventsOf(db, fixture.projectId);

test("a key is returned once; its hash and its last characters are stored", async () => {
  const { keyId, text, ...rest } = await keysAs("owner").create("  Nightly build ");
  expect(rest).toEqual({ name: "Nightly build", lastCharacters: text.slice(-4) });
  const read = readIngestKey(text);
  expect(read?.projectId).toBe(fixture.projectId);
  expect(await storedKeys()).toEqual([
    {
      projectId: fixture.projectId,
      id: keyId,
      name: "Nightly build",
      secretHash: read?.secretHash,
      lastCharacters: text.slice(-4),
      createdBy: fixture.owner.id,
      createdAt: NOW,
      lastUsedAt: null,
      revokedAt: null,
    },
  ]);
});

test("a key's secret is in no row of any table", async () => {
  const own = await emptyDatabase();
  const { owner, projectId } = await insertFixture(own.db);
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

test("everyone sees the keys without their secrets, active ones before revoked ones, newest first", async () => {
  const first = await keysAs("owner").create("First");
  const second = await keysAs("admin", LATER).create("Second");
  const third = await keysAs("owner", LATER).create("Third");
  await db.update(ingestKeys).set({ lastUsedAt: LATER }).where(eq(ingestKeys.id, first.keyId));
  await keysAs("owner", LATER).revoke(third.keyId);
  const { owner, admin } = fixture;
  const shown = ({ keyId, name, lastCharacters }: typeof first) => ({
    keyId,
    name,
    lastCharacters,
  });
  const never = { lastUsedAt: null, revokedAt: null };
  const [now, later] = [NOW.toISOString(), LATER.toISOString()];
  const expected = [
    { ...shown(second), ...never, createdBy: admin.email, createdAt: later },
    { ...shown(first), ...never, createdBy: owner.email, createdAt: now, lastUsedAt: later },
    { ...shown(third), ...never, createdBy: owner.email, createdAt: later, revokedAt: later },
  ];
  for (const person of ["owner", "admin", "member"] as const)
    expect(await keysAs(person).list()).toEqual(expected);
});

test("a key keeps the time of its first revocation; each change is recorded once, without the secret", async () => {
  const { keyId, text, lastCharacters } = await keysAs("owner").create("Nightly");
  const revoked = { keyId, name: "Nightly", lastCharacters, revokedAt: LATER.toISOString() };
  expect(await keysAs("admin", LATER).revoke(keyId)).toEqual(revoked);
  expect(await keysAs("owner", new Date("2026-12-01T00:00:00Z")).revoke(keyId)).toEqual(revoked);
  const keyText = `Nightly (…${lastCharacters})`;
  const events = await changes();
  expect(events).toEqual([
    { actorId: fixture.owner.id, action: "ingest-key.create", from: null, to: keyText, at: NOW },
    { actorId: fixture.admin.id, action: "ingest-key.revoke", from: keyText, to: null, at: LATER },
  ]);
  expect(JSON.stringify(events)).not.toContain(text.slice(-43, -4));
});

test("a key of another project is NOT_FOUND and stays active", async () => {
  const { keyId } = await makeIngestKey(db, fixture.foreignProjectId);
  await expect(keysAs("owner").revoke(keyId)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "There is no such key in this project.",
  });
  const [key] = await db.select().from(ingestKeys).where(eq(ingestKeys.id, keyId));
  expect(key?.revokedAt).toBeNull();
});

test("a member is refused with a message that names the roles that may, and changes nothing", async () => {
  const { keyId } = await keysAs("owner").create("Nightly");
  const refusal = {
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can create or revoke its keys.",
  };
  await expect(keysAs("member").create("Mine")).rejects.toMatchObject(refusal);
  await expect(keysAs("member").revoke(keyId)).rejects.toMatchObject(refusal);
  expect((await storedKeys()).map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
    ["Nightly", null],
  ]);
});

test("a project has at most 50 active keys, also with concurrent requests; revoking one makes room", async () => {
  for (let i = 0; i < 45; i++) await makeIngestKey(db, fixture.projectId);
  const requests = Array.from({ length: 8 }, (_, i) => keysAs("owner").create(`Key ${i}`));
  const results = await Promise.allSettled(requests);
  const refused = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason] : [],
  );
  expect(refused).toHaveLength(3);
  expect(refused[0]).toMatchObject({
    code: "CONFLICT",
    message:
      "This project already has 50 active keys, which is the maximum. Revoke a key that nobody uses, then create the new one.",
  });
  const [key] = await storedKeys();
  await keysAs("owner").revoke(key?.id ?? "");
  await keysAs("owner").create("One more");
  expect((await storedKeys()).filter(({ revokedAt }) => revokedAt === null)).toHaveLength(50);
});

describe("a name must be one line of visible text", () => {
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

test("a GET request cannot create a key", async () => {
  const input = { projectId: fixture.projectId, name: "Nightly" };
  const response = await callOverHttp(
    contextOf(app.db, fixture.owner),
    "query",
    "ingestKeys.create",
    input,
  );
  expect(response.status).toBe(405);
  expect(await storedKeys()).toEqual([]);
});

test("a malformed key id is refused with the field's name", async () => {
  const revoking = keysAs("owner").revoke("x");
  await expect(revoking).rejects.toMatchObject({ message: "keyId is not a key id" });
  await expect(keysAs("owner").revoke(newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
});
