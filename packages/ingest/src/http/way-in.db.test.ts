import { randomBytes } from "node:crypto";
import { type ClientRequest, request as send } from "node:http";
import { deflateSync, gzipSync } from "node:zlib";
import { createDatabase } from "@ai-cost/db";
import { makeIngestKey, makeProject, testDatabase } from "@ai-cost/db/testing";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listen } from "../testing/listen";
import { keptLog } from "../testing/log";
import { jsonProblem } from "./json-problem";
import { readJson } from "./read-json";
import { Refusal } from "./refusal";
import { surroundings } from "./surroundings";
import { type WayInOptions, wayIn } from "./way-in";

const NOW = new Date("2026-11-15T12:00:00.000Z");
const SENT_BYTES = 200 * 1024;
const DECODED_BYTES = 1024 * 1024;
const SECRET = "what a person said to a model";

/** What gzip makes nothing smaller of. */
const NOISE = gzipSync(randomBytes(2 * SENT_BYTES));

const { app, db } = testDatabase();
const log = keptLog();
const process = surroundings(app.db, { clock: () => NOW, log });
let projectId: string;
let authorization: string;
/** What the way in does with a body. */
let take: WayInOptions["take"];
let url: string;

const echo = wayIn({
  accepts: ["application/json", "text/plain"],
  limits: { sentBytes: SENT_BYTES, decodedBytes: DECODED_BYTES },
  take: (context, body) => take(context, body),
  writeProblem: jsonProblem,
});

beforeAll(async () => {
  projectId = await makeProject(db);
  authorization = `Bearer ${(await makeIngestKey(db, projectId)).text}`;
  url = await listen((request) => echo(request, process));
});
beforeEach(() => {
  log.lines.length = 0;
  take = async (context, { mediaType, bytes }) =>
    Response.json({ projectId: context.projectId, mediaType, text: bytes.toString().slice(0, 50) });
});

type Sent = string | Uint8Array | ReadableStream;

const post = (body: Sent, headers: Record<string, string> = {}, to = url) =>
  fetch(to, {
    method: "POST",
    body,
    duplex: "half",
    headers: { authorization, "content-type": "text/plain", ...headers },
  });

describe("what is taken", () => {
  test.each<[string, Sent, Record<string, string>]>([
    ["as it is", "hello", {}],
    ["as it is, said so", "hello", { "content-encoding": "identity" }],
    ["gzip", gzipSync("hello"), { "content-encoding": "gzip" }],
    ["gzip in capitals", gzipSync("hello"), { "content-encoding": "GZIP" }],
    ["gzip in two parts", Buffer.concat([gzipSync("hel"), gzipSync("lo")]), GZIP()],
    ["deflate", deflateSync("hello"), { "content-encoding": "deflate" }],
    ["a type with parameters", "hello", { "content-type": "Text/Plain; charset=utf-8" }],
  ])("%s", async (_, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ projectId, mediaType: "text/plain", text: "hello" });
  });

  test("a body of no bytes", async () => {
    expect(await (await post("")).json()).toMatchObject({ text: "" });
  });

  test("a body as large as it may be, however it comes", async () => {
    expect((await post("a".repeat(SENT_BYTES))).status).toBe(200);
    expect((await post(gzipSync("a".repeat(DECODED_BYTES)), GZIP())).status).toBe(200);
  });
});

describe("what is not taken", () => {
  const cases: [string, number, () => Promise<Response>, Record<string, string>?][] = [
    ["another method", 405, () => fetch(url, { method: "PUT", body: "x" }), { allow: "POST" }],
    ["a question", 405, () => fetch(url), { allow: "POST" }],
    ["no key", 401, () => post("x", { authorization: "" }), { "www-authenticate": "Bearer" }],
    ["no key, before the type", 401, () => post("x", { authorization: "", "content-type": "a/b" })],
    [
      "another type",
      415,
      () => post("x", { "content-type": "application/xml" }),
      { accept: "application/json, text/plain" },
    ],
    ["no type", 415, () => post(Buffer.from("x"), { "content-type": "" })],
    [
      "another encoding",
      415,
      () => post("x", { "content-encoding": "zstd" }),
      { "accept-encoding": "gzip, deflate" },
    ],
    ["two encodings", 415, () => post("x", { "content-encoding": "gzip, gzip" })],
    ["too much, as it says", 413, () => post("a".repeat(SENT_BYTES + 1))],
    ["too much, as it turns out", 413, () => post(streamOf("a".repeat(SENT_BYTES + 1)))],
    [
      "too much once it is inflated",
      413,
      () => post(gzipSync("a".repeat(DECODED_BYTES + 1)), GZIP()),
    ],
    ["too much, though it is compressed", 413, () => post(streamOf(NOISE), GZIP())],
    ["a bomb", 413, () => post(gzipSync(Buffer.alloc(20 * DECODED_BYTES)), GZIP())],
    ["what is no gzip", 400, () => post(SECRET, GZIP())],
    ["gzip that is cut short", 400, () => post(gzipSync("a".repeat(999)).subarray(0, 20), GZIP())],
    ["gzip of a wrong checksum", 400, () => post(spoilt(gzipSync("hello")), GZIP())],
    [
      "what the way in refuses",
      422,
      () => refusedBy(new Refusal(422, "No.", { "x-why": "so" })),
      { "x-why": "so" },
    ],
  ];

  test.each(cases)("%s is %d", async (_, status, ask, headers = {}) => {
    const response = await ask();
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...headers,
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      error: { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String) },
    });
    expect(text).not.toContain(SECRET);
    expect(log.lines).toEqual([]);
  });

  test("more than so many a minute is 429, with the seconds to wait", async () => {
    const hurried = surroundings(app.db, { clock: () => NOW, log, requestsPerMinute: 1 });
    const to = await listen((request) => echo(request, hurried));
    const key = { authorization: `Bearer ${(await makeIngestKey(db, projectId)).text}` };
    expect((await post("x", key, to)).status).toBe(200);
    const refused = await post("x", key, to);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("what cannot be taken now", () => {
  test("more than the process may hold at once is 503, and taken once there is room again", async () => {
    const small = surroundings(app.db, { clock: () => NOW, log, roomBytes: 2000 });
    const to = await listen((request) => echo(request, small));
    const other = small.room.lease();
    other.hold(1900);
    const refused = await post("a".repeat(200), {}, to);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    other.release();
    expect((await post("a".repeat(900), {}, to)).status).toBe(200);
    expect((await post("a".repeat(900), {}, to)).status).toBe(200);
  });

  test("a database that is away is 503, logged without a word of the body", async () => {
    const away = createDatabase("postgres://nobody@127.0.0.1:1/nowhere");
    const to = await listen((request) =>
      echo(request, surroundings(away.db, { clock: () => NOW, log })),
    );
    const refused = await post(SECRET, {}, to);
    await away.close();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(log.lines.join()).toContain(refused.headers.get("x-request-id"));
    expect(log.lines.join()).not.toContain(SECRET);
  });
});

describe("a fault of ours", () => {
  test.each<[string, () => unknown]>([
    ["an error that quotes the body", () => JSON.parse(SECRET)],
    ["a query that failed", () => db.execute(sql`select ${SECRET}::uuid`)],
    ["what is no error", () => Promise.reject(SECRET)],
  ])("%s is 500 under an id, and says nothing", async (_, fail) => {
    const response = await refusedBy(fail);
    expect(response.status).toBe(500);
    const requestId = response.headers.get("x-request-id") ?? "none";
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toContain(requestId);
    expect(await response.text()).toContain(requestId);
    expect(log.lines[0]).not.toContain("person said");
  });
});

test("JSON that is too deep, too much or none is refused before it is read, without a piece of it", async () => {
  take = async (_, body) => Response.json(readJson(body, { maxDepth: 4, maxValues: 50 }));
  const ask = async (json: string) => (await post(json)).status;
  expect(await ask("[[[[1]]]]")).toBe(200);
  expect(await ask("[[[[[1]]]]]")).toBe(400);
  expect(await ask("[".repeat(100_000))).toBe(400);
  expect(await ask(`[${"1,".repeat(47)}1]`)).toBe(200);
  expect(await ask(`[${"1,".repeat(50)}1]`)).toBe(413);
  const refused = await post(`{"prompt": ${SECRET}}`);
  expect([refused.status, await refused.text()]).toEqual([
    400,
    '{"error":{"code":"BAD_REQUEST","message":"The body is not valid JSON."}}',
  ]);
});

const MUCH = 100 * SENT_BYTES;
const SAID = { "content-length": String(MUCH) };
const UNSAID = { "transfer-encoding": "chunked" };

describe.each<[string, boolean, Record<string, string>, number, number]>([
  ["without a key", false, SAID, 1, 401],
  ["too much, as it says", true, SAID, 1, 413],
  ["too much, as it turns out", true, UNSAID, 2 * SENT_BYTES, 413],
])("%s", (_, hasKey, size, firstBytes, status) => {
  const begin = () => sending({ ...size, ...(hasKey && { authorization }) });

  test("a sender is answered before it has sent all", async () => {
    const request = begin();
    request.write("a".repeat(firstBytes));
    expect(await statusOf(request)).toBe(status);
    request.on("error", () => {}).destroy();
  });

  test("a sender that first sends all is let to, and answered", async () => {
    const request = begin();
    const answered = statusOf(request);
    await new Promise((sent) => request.end("a".repeat(MUCH), () => sent(null)));
    expect(await answered).toBe(status);
  });
});

const statusOf = (request: ClientRequest) =>
  new Promise<number | undefined>((resolve, reject) => {
    request.once("response", (response) => resolve(response.resume().statusCode));
    request.once("error", reject);
  });

test("a connection goes on after bodies that were refused", async () => {
  for (let time = 0; time < 3; time++) {
    expect((await post("a".repeat(SENT_BYTES + 1))).status).toBe(413);
    expect((await post("a".repeat(SENT_BYTES), { authorization: "" })).status).toBe(401);
    expect((await post(gzipSync("a".repeat(DECODED_BYTES + 1)), GZIP())).status).toBe(413);
  }
  expect((await post("hello")).status).toBe(200);
});

test("a sender that leaves in the middle is nothing to log, and what it sent is let go", async () => {
  const small = surroundings(app.db, { clock: () => NOW, log, roomBytes: 2000 });
  const to = await listen((request) => echo(request, small));
  const request = sending({ authorization, "content-length": "950" }, to);
  request.on("error", () => {});
  request.write("a".repeat(900));
  await expect.poll(() => isFull(small)).toBe(true);
  request.destroy();
  await expect.poll(() => isFull(small)).toBe(false);
  expect(log.lines).toEqual([]);
});

function sending(headers: Record<string, string>, to = url) {
  return send(to, { method: "POST", headers: { "content-type": "text/plain", ...headers } });
}

function isFull({ room }: ReturnType<typeof surroundings>): boolean {
  const lease = room.lease();
  try {
    lease.hold(900);
    return false;
  } catch {
    return true;
  } finally {
    lease.release();
  }
}

function GZIP() {
  return { "content-encoding": "gzip" };
}

/** A body whose size is not said beforehand. */
function streamOf(sent: string | Uint8Array): ReadableStream {
  return new Blob([sent]).stream();
}

/** With its last byte turned. */
function spoilt(bytes: Buffer): Buffer {
  bytes[bytes.length - 5] = ~(bytes[bytes.length - 5] ?? 0) & 0xff;
  return bytes;
}

function refusedBy(failure: Refusal | (() => unknown)): Promise<Response> {
  take = async () => {
    if (failure instanceof Refusal) throw failure;
    await failure();
    return Response.json({});
  };
  return post(SECRET);
}
