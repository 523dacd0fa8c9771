import { setTimeout as sleep } from "node:timers/promises";
import { newIngestKey } from "@ai-cost/auth/api-keys";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { createDatabase, type Database, ingestKeys, newId, rateLimits } from "@ai-cost/db";
import {
  emptyDatabase,
  makeProject,
  sentBy,
  statementsOf,
  testDatabase,
} from "@ai-cost/db/testing";
import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HttpError } from "../http-error";
import { authenticate, type KeyAuthentication } from "./authenticate";
import { keyRequestLimiter } from "./key-request-limiter";

const { app, databaseUrl, db, sql } = testDatabase();
/** A second connection pool on the same database. It represents another process. */
const otherProcess = createDatabase(databaseUrl);
afterAll(() => otherProcess.close());

const NOW = new Date("2026-11-15T12:00:00.000Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const authentication = (database: Database, requestsPerMinute?: number): KeyAuthentication => ({
  db: database,
  keyRequests: keyRequestLimiter(database, requestsPerMinute),
});
const usual = authentication(app.db);
let projectId: string;
let foreignProjectId: string;
beforeAll(async () => {
  projectId = await makeProject(db);
  foreignProjectId = await makeProject(db, "A stranger's");
});

const withKey = (text: string, scheme = "Bearer ") =>
  new Headers({ authorization: `${scheme}${text}` });
/** Returns the id of the project that the headers authenticate, or the error. */
async function authenticated(
  headers: Headers,
  now = NOW,
  process = usual,
): Promise<{ projectId: string } | Pick<HttpError, "status" | "message" | "headers">> {
  try {
    const { tenant, projectId } = await authenticate(process, headers, now);
    expect(tenant.projectIds).toEqual([projectId]);
    return { projectId };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const { status, message, headers } = error;
    return { status, message, headers };
  }
}
const withKeyText = (text: string, now = NOW, process = usual) =>
  authenticated(withKey(text), now, process);
const keyRow = (keyId: string) =>
  and(eq(ingestKeys.projectId, projectId), eq(ingestKeys.id, keyId));
const revoke = (keyId: string) =>
  db.update(ingestKeys).set({ revokedAt: NOW }).where(keyRow(keyId));
const lastUse = async (keyId: string) =>
  (await db.select().from(ingestKeys).where(keyRow(keyId)))[0]?.lastUsedAt;

test.each(["Bearer ", "bearer ", "BEARER   ", "Bearer%20"])(
  "a key after %j authenticates its project",
  async (scheme) => {
    const { text } = await makeIngestKey(db, projectId);
    expect(await authenticated(withKey(text, scheme))).toEqual({ projectId });
  },
);

describe("everything that is not a valid key gets the same response", () => {
  const inProject = (text: string, id: string) =>
    text.replace(/_[0-9a-f]{32}_/, `_${id.replaceAll("-", "")}_`);
  const cases: [string, () => Promise<Headers> | Headers][] = [
    ["no header", () => new Headers()],
    ["an empty header", () => new Headers({ authorization: "" })],
    ["a scheme without a key", () => new Headers({ authorization: "Bearer" })],
    ["another scheme", async () => withKey((await makeIngestKey(db, projectId)).text, "Basic ")],
    ["a bare key", async () => withKey((await makeIngestKey(db, projectId)).text, "")],
    ["two words", async () => withKey(`${(await makeIngestKey(db, projectId)).text} x`)],
    ["text that is not a key", () => withKey("nonsense")],
    ["a megabyte", () => withKey("a".repeat(1_000_000))],
    ["a key that was never created", () => withKey(newIngestKey(projectId).text)],
    ["a key of a project that does not exist", () => withKey(newIngestKey(newId()).text)],
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
    expect(await authenticated(await headers())).toEqual({
      status: 401,
      message:
        "Send a valid key of your project as `Authorization: Bearer …`. This request has none, so nothing was recorded.",
      headers: { "www-authenticate": "Bearer" },
    });
  });

  test("writes no rate limit counter", async () => {
    const project = await makeProject(db);
    for (let i = 0; i < 5; i++) await withKeyText(newIngestKey(project).text);
    const counters = like(rateLimits.key, `ingestKey:${project}%`);
    expect(await db.select().from(rateLimits).where(counters)).toEqual([]);
  });
});

test("a revoked key is rejected at the next request, in every process", async () => {
  const { keyId, text } = await makeIngestKey(db, projectId);
  const processes = [usual, authentication(otherProcess.db)];
  for (const each of processes) expect(await withKeyText(text, NOW, each)).toEqual({ projectId });
  await revoke(keyId);
  for (const each of processes)
    expect(await withKeyText(text, NOW, each)).toMatchObject({ status: 401 });
});

test("the query sends the project and the hash, never the key", async () => {
  const { text } = await makeIngestKey(db, projectId);
  const sent = await sentBy(() => withKeyText(text));
  expect(sent[0]?.text).toMatch(/from "ingest_keys" where \("ingest_keys"."project_id" = \$1/);
  expect(JSON.stringify(sent)).not.toContain(text.slice(-43));
});

describe("the last use of a key", () => {
  test("is recorded at the first use and then once a minute", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    expect(await lastUse(keyId)).toBeNull();
    for (const [seconds, recorded] of [
      [0, 0],
      [1, 0],
      [59.999, 0],
      [60, 60],
      [119, 60],
      [500, 500],
    ] as const) {
      await withKeyText(text, after(seconds));
      expect(await lastUse(keyId)).toEqual(after(recorded));
    }
  });

  test("is written once when a hundred first uses come at the same time, and all succeed", async () => {
    const own = await emptyDatabase();
    const project = await makeProject(own.db);
    const { text } = await makeIngestKey(own.db, project);
    const ownProcess = authentication(own.app.db);
    const results = await Promise.all(
      Array.from({ length: 100 }, () => withKeyText(text, NOW, ownProcess)),
    );
    expect(results).toEqual(results.map(() => ({ projectId: project })));
    // The row is the second version on the first page: the first version was the new key, and one update
    // followed.
    expect(await own.sql`select ctid from ingest_keys`).toEqual([{ ctid: "(0,2)" }]);
  });

  test("does not wait: while the key's row is locked a request succeeds, and the next one records the use", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    await sql.begin(async (tx) => {
      await tx`select 1 from ingest_keys where project_id = ${projectId} and id = ${keyId} for update`;
      expect(await withKeyText(text)).toEqual({ projectId });
    });
    expect(await lastUse(keyId)).toBeNull();
    await withKeyText(text, after(1));
    expect(await lastUse(keyId)).toEqual(after(1));
  });

  test("may fail to be recorded: the request still succeeds", async () => {
    const own = await emptyDatabase();
    const project = await makeProject(own.db);
    const { text } = await makeIngestKey(own.db, project);
    await own.sql`
      create function fail_update() returns trigger language plpgsql as
        $$ begin raise exception 'no room'; end $$`;
    await own.sql`
      create trigger fail_update before update on ingest_keys for each row execute function fail_update()`;
    expect(await withKeyText(text, NOW, authentication(own.app.db))).toEqual({
      projectId: project,
    });
  });
});

describe("the rate limit of a key", () => {
  const statusesOf = (results: Awaited<ReturnType<typeof withKeyText>>[]) =>
    results.map((result) => ("status" in result ? result.status : 200)).sort();
  const counterOf = (keyId: string) => eq(rateLimits.key, `ingestKey:${projectId}/${keyId}`);

  test("counts the requests of all processes together", async () => {
    const { text } = await makeIngestKey(db, projectId);
    const processes = [app.db, otherProcess.db].map((each) => authentication(each, 5));
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, i) => withKeyText(text, NOW, processes[i % 2])),
    );
    expect(statusesOf(results)).toEqual([...Array(5).fill(200), ...Array(7).fill(429)]);
  });

  test("is 6,000 a minute by default", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    await withKeyText(text);
    await db.update(rateLimits).set({ points: 5_999 }).where(counterOf(keyId));
    expect(await withKeyText(text)).toEqual({ projectId });
    expect(await withKeyText(text)).toMatchObject({ status: 429 });
  });

  test("answers with the whole seconds after which a request succeeds", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    const strict = authentication(app.db, 1);
    await withKeyText(text, NOW, strict);
    await db
      .update(rateLimits)
      .set({ expire: Date.now() + 1_900 })
      .where(counterOf(keyId));
    const limited = await withKeyText(text, NOW, authentication(otherProcess.db, 1));
    if (!("status" in limited)) throw new Error("The request was not limited.");
    const retryAfterSeconds = Number(limited.headers["retry-after"]);
    expect([1, 2]).toContain(retryAfterSeconds);
    expect(limited.message).toMatch(
      /^This key has reached its limit of requests per minute. Send again in (1 second|2 seconds), or send more usage in each request.$/,
    );
    await sleep(retryAfterSeconds * 1_000);
    const fresh = authentication(otherProcess.db, 1);
    expect(await withKeyText(text, NOW, fresh)).toEqual({ projectId });
  });

  test("costs one read and no write once it is exceeded", async () => {
    const { text } = await makeIngestKey(db, projectId);
    const strict = authentication(app.db, 1);
    await withKeyText(text, NOW, strict);
    const statements = await statementsOf(async () => {
      expect(await withKeyText(text, after(600), strict)).toMatchObject({ status: 429 });
    });
    expect(statements.map((statement) => statement.slice(0, 6))).toEqual(["select"]);
  });

  test("does not count the requests of another key", async () => {
    const strict = authentication(app.db, 1);
    const [one, another] = [await makeIngestKey(db, projectId), await makeIngestKey(db, projectId)];
    const results = [];
    for (const { text } of [one, one, another]) results.push(await withKeyText(text, NOW, strict));
    expect(results.map((result) => "status" in result)).toEqual([false, true, false]);
  });

  test("is not applied to a revoked key, which gets a 401", async () => {
    const { keyId, text } = await makeIngestKey(db, projectId);
    const strict = authentication(app.db, 1);
    await withKeyText(text, NOW, strict);
    expect(await withKeyText(text, NOW, strict)).toMatchObject({ status: 429 });
    await revoke(keyId);
    expect(await withKeyText(text, NOW, strict)).toMatchObject({ status: 401 });
  });
});
