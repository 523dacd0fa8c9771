import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase, ingestKeys, newId, newIngestKey, rateLimits } from "@ai-cost/db";
import {
  emptyDatabase,
  makeIngestKey,
  makeProject,
  sentBy,
  statementsOf,
  testDatabase,
} from "@ai-cost/db/testing";
import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticate } from "./authenticate";
import { ingestDoor } from "./ingest-door";

const { app, databaseUrl, db, sql } = testDatabase();
/** Another process on the same database. */
const elsewhere = createDatabase(databaseUrl);
afterAll(() => elsewhere.close());

const NOW = new Date("2026-11-15T12:00:00.000Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const door = ingestDoor(app.db);
let projectId: string;
let foreignProjectId: string;
beforeAll(async () => {
  projectId = await makeProject(db);
  foreignProjectId = await makeProject(db, "A stranger's");
});

const withKey = (text: string, scheme = "Bearer ") =>
  new Headers({ authorization: `${scheme}${text}` });
/** What a request is answered, and which project it is let into. */
async function knock(headers: Headers, now = NOW, through = door) {
  const { tenant, ...answer } = { tenant: null, ...(await authenticate(through, headers, now)) };
  if ("projectId" in answer) expect(tenant?.projectIds).toEqual([answer.projectId]);
  return answer;
}
const enter = (text: string, now = NOW, through = door) => knock(withKey(text), now, through);
const keyRow = (keyId: string) =>
  and(eq(ingestKeys.projectId, projectId), eq(ingestKeys.id, keyId));
const revoke = (keyId: string) =>
  db.update(ingestKeys).set({ revokedAt: NOW }).where(keyRow(keyId));
const lastUse = async (keyId: string) =>
  (await db.select().from(ingestKeys).where(keyRow(keyId)))[0]?.lastUsedAt;

test.each(["Bearer ", "bearer ", "BEARER   ", "Bearer%20"])(
  "a key after %j opens its project",
  async (scheme) => {
    const { text } = await makeIngestKey(db, projectId);
    expect(await knock(withKey(text, scheme))).toEqual({ projectId });
  },
);

describe("what is no key of a project is refused in the same bytes", () => {
  const inProject = (text: string, id: string) =>
    text.replace(/_[0-9a-f]{32}_/, `_${id.replaceAll("-", "")}_`);
  const cases: [string, () => Promise<Headers> | Headers][] = [
    ["no header", () => new Headers()],
    ["an empty one", () => new Headers({ authorization: "" })],
    ["a scheme without a key", () => new Headers({ authorization: "Bearer" })],
    ["another scheme", async () => withKey((await makeIngestKey(db, projectId)).text, "Basic ")],
    ["a bare key", async () => withKey((await makeIngestKey(db, projectId)).text, "")],
    ["two words", async () => withKey(`${(await makeIngestKey(db, projectId)).text} x`)],
    ["nonsense", () => withKey("nonsense")],
    ["a megabyte", () => withKey("a".repeat(1_000_000))],
    ["a key that nobody made", () => withKey(newIngestKey(projectId).text)],
    ["a key of no project", () => withKey(newIngestKey(newId()).text)],
    [
      "a stranger's key with this project's id in it",
      async () => withKey(inProject((await makeIngestKey(db, foreignProjectId)).text, projectId)),
    ],
    [
      "this project's key with a stranger's id in it",
      async () => withKey(inProject((await makeIngestKey(db, projectId)).text, foreignProjectId)),
    ],
    [
      "a revoked key",
      async () => {
        const { keyId, text } = await makeIngestKey(db, projectId);
        await revoke(keyId);
        return withKey(text);
      },
    ],
  ];

  test.each(cases)("%s", async (_, headers) => {
    expect(JSON.stringify(await authenticate(door, await headers(), NOW))).toBe(
      '{"status":401,"message":"Send a key of your project as `Authorization: Bearer …`; without one, or with one that is not valid, nothing is taken."}',
    );
  });

  test("and leaves no counter behind", async () => {
    const project = await makeProject(db);
    for (let i = 0; i < 5; i++) await enter(newIngestKey(project).text);
    const counters = like(rateLimits.key, `ingestKey:${project}%`);
    expect(await db.select().from(rateLimits).where(counters)).toEqual([]);
  });
});

test("a revoked key is refused at the next request, in every process", async () => {
  const { keyId, text } = await makeIngestKey(db, projectId);
  const doors = [door, ingestDoor(elsewhere.db)];
  for (const each of doors) expect(await enter(text, NOW, each)).toEqual({ projectId });
  await revoke(keyId);
  for (const each of doors) expect(await enter(text, NOW, each)).toMatchObject({ status: 401 });
});

test("a look-up names the project and the hash, and never the key", async () => {
  const { text } = await makeIngestKey(db, projectId);
  const sent = await sentBy(() => enter(text));
  expect(sent[0]?.text).toMatch(/from "ingest_keys" where \("ingest_keys"."project_id" = \$1/);
  expect(JSON.stringify(sent)).not.toContain(text.slice(-43));
});

describe("the last use of a key", () => {
  test("is kept at its first use and then once a minute", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    expect(await lastUse(keyId)).toBeNull();
    for (const [seconds, kept] of [
      [0, 0],
      [1, 0],
      [59.999, 0],
      [60, 60],
      [119, 60],
      [500, 500],
    ] as const) {
      await enter(text, after(seconds));
      expect(await lastUse(keyId)).toEqual(after(kept));
    }
  });

  test("is written once by a hundred first uses at the same time, and all are let in", async () => {
    const own = await emptyDatabase();
    const project = await makeProject(own.db);
    const { text } = await makeIngestKey(own.db, project);
    const ownDoor = ingestDoor(own.app.db);
    const answers = await Promise.all(Array.from({ length: 100 }, () => enter(text, NOW, ownDoor)));
    expect(answers).toEqual(answers.map(() => ({ projectId: project })));
    // The second place of the first page: the key as it was made, and one change.
    expect(await own.sql`select ctid from ingest_keys`).toEqual([{ ctid: "(0,2)" }]);
  });

  test("waits for nobody: while another holds the key's row, a request goes on and the next one notes it", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    await sql.begin(async (tx) => {
      await tx`select 1 from ingest_keys where project_id = ${projectId} and id = ${keyId} for update`;
      expect(await enter(text)).toEqual({ projectId });
    });
    expect(await lastUse(keyId)).toBeNull();
    await enter(text, after(1));
    expect(await lastUse(keyId)).toEqual(after(1));
  });

  test("cannot be kept: the request is let in all the same", async () => {
    const own = await emptyDatabase();
    const project = await makeProject(own.db);
    const { text } = await makeIngestKey(own.db, project);
    await own.sql`
      create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no room'; end $$`;
    await own.sql`
      create trigger refuse before update on ingest_keys for each row execute function refuse()`;
    expect(await enter(text, NOW, ingestDoor(own.app.db))).toEqual({ projectId: project });
  });
});

describe("a key has so many requests a minute", () => {
  const statusesOf = (answers: Awaited<ReturnType<typeof enter>>[]) =>
    answers.map((answer) => ("status" in answer ? answer.status : 200)).sort();
  const counterOf = (keyId: string) => eq(rateLimits.key, `ingestKey:${projectId}/${keyId}`);

  test("counted together over two processes", async () => {
    const { text } = await makeIngestKey(db, projectId);
    const doors = [app.db, elsewhere.db].map((each) => ingestDoor(each, { requestsPerMinute: 5 }));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => enter(text, NOW, doors[i % 2])),
    );
    expect(statusesOf(answers)).toEqual([...Array(5).fill(200), ...Array(7).fill(429)]);
  });

  test("6,000 when nothing else is said", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    await enter(text);
    await db.update(rateLimits).set({ points: 5_999 }).where(counterOf(keyId));
    expect(await enter(text)).toEqual({ projectId });
    expect(await enter(text)).toMatchObject({ status: 429 });
  });

  test("and is told in whole seconds when to come back, which is true", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    const strict = ingestDoor(app.db, { requestsPerMinute: 1 });
    await enter(text, NOW, strict);
    await db
      .update(rateLimits)
      .set({ expire: Date.now() + 1_900 })
      .where(counterOf(keyId));
    const refused = await enter(text, NOW, ingestDoor(elsewhere.db, { requestsPerMinute: 1 }));
    if (!("retryAfterSeconds" in refused)) throw new Error("the key was let in");
    const { message, retryAfterSeconds } = refused;
    expect([1, 2]).toContain(retryAfterSeconds);
    expect(message).toMatch(
      /^This key has sent its requests of the minute. Send again in (1 second|2 seconds), or more usage in each.$/,
    );
    await sleep(retryAfterSeconds * 1_000);
    const fresh = ingestDoor(elsewhere.db, { requestsPerMinute: 1 });
    expect(await enter(text, NOW, fresh)).toEqual({ projectId });
  });

  test("and beyond them costs one read and no write", async () => {
    const { text } = await makeIngestKey(db, projectId);
    const strict = ingestDoor(app.db, { requestsPerMinute: 1 });
    await enter(text, NOW, strict);
    const statements = await statementsOf(async () => {
      expect(await enter(text, after(600), strict)).toMatchObject({ status: 429 });
    });
    expect(statements.map((statement) => statement.slice(0, 6))).toEqual(["select"]);
  });

  test("and not one fewer for another key's", async () => {
    const strict = ingestDoor(app.db, { requestsPerMinute: 1 });
    const [one, another] = [await makeIngestKey(db, projectId), await makeIngestKey(db, projectId)];
    const answers = [];
    for (const { text } of [one, one, another]) answers.push(await enter(text, NOW, strict));
    expect(answers.map((answer) => "status" in answer)).toEqual([false, true, false]);
  });

  test("a revoked key is told that it is not valid, even over its limit", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    const strict = ingestDoor(app.db, { requestsPerMinute: 1 });
    await enter(text, NOW, strict);
    expect(await enter(text, NOW, strict)).toMatchObject({ status: 429 });
    await revoke(keyId);
    expect(await enter(text, NOW, strict)).toMatchObject({ status: 401 });
  });
});
