import { randomBytes } from "node:crypto";
import { type ClientRequest, request as send } from "node:http";
import { deflateSync, gzipSync } from "node:zlib";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { createDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listen } from "../testing/listen";
import { keptLog } from "../testing/log";
import { readJson } from "./body/read-json";
import { ingestDependencies } from "./dependencies";
import { type EndpointOptions, endpoint } from "./endpoint";
import { HttpError } from "./http-error";
import { jsonProblem } from "./responses/json-problem";

const NOW = new Date("2026-11-15T12:00:00.000Z");
const SENT_BYTES = 200 * 1024;
const DECODED_BYTES = 1024 * 1024;
const SECRET = "what a person said to a model";

/** Random bytes, because gzip cannot make them smaller. */
const NOISE = gzipSync(randomBytes(2 * SENT_BYTES));

const { app, db } = testDatabase();
const log = keptLog();
const dependencies = ingestDependencies(app.db, { clock: () => NOW, log });
let projectId: string;
let authorization: string;
/** The handler of the endpoint, which each test sets. */
let handle: EndpointOptions["handle"];
let url: string;

const echo = endpoint({
  accepts: ["application/json", "text/plain"],
  limits: { sentBytes: SENT_BYTES, decodedBytes: DECODED_BYTES },
  handle: (context, body) => handle(context, body),
  writeProblem: jsonProblem,
});

beforeAll(async () => {
  projectId = await makeProject(db);
  authorization = `Bearer ${(await makeIngestKey(db, projectId)).text}`;
  url = await listen((request) => echo(request, dependencies));
});
beforeEach(() => {
  log.lines.length = 0;
  handle = async (context, { mediaType, bytes }) =>
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

describe("accepts a body", () => {
  test.each<[string, Sent, Record<string, string>]>([
    ["without a content coding", "hello", {}],
    ["with the identity coding", "hello", { "content-encoding": "identity" }],
    ["in gzip", gzipSync("hello"), { "content-encoding": "gzip" }],
    ["in gzip, named in capitals", gzipSync("hello"), { "content-encoding": "GZIP" }],
    ["in two gzip members", Buffer.concat([gzipSync("hel"), gzipSync("lo")]), GZIP()],
    ["in deflate", deflateSync("hello"), { "content-encoding": "deflate" }],
    ["of a media type with parameters", "hello", { "content-type": "Text/Plain; charset=utf-8" }],
  ])("%s", async (_, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ projectId, mediaType: "text/plain", text: "hello" });
  });

  test("of no bytes", async () => {
    expect(await (await post("")).json()).toMatchObject({ text: "" });
  });

  test("of exactly the largest size, compressed or not", async () => {
    expect((await post("a".repeat(SENT_BYTES))).status).toBe(200);
    expect((await post(gzipSync("a".repeat(DECODED_BYTES)), GZIP())).status).toBe(200);
  });
});

describe("rejects", () => {
  const cases: [string, number, () => Promise<Response>, Record<string, string>?][] = [
    ["another method", 405, () => fetch(url, { method: "PUT", body: "x" }), { allow: "POST" }],
    ["GET", 405, () => fetch(url), { allow: "POST" }],
    ["no key", 401, () => post("x", { authorization: "" }), { "www-authenticate": "Bearer" }],
    [
      "no key, before it checks the media type",
      401,
      () => post("x", { authorization: "", "content-type": "a/b" }),
    ],
    [
      "another media type",
      415,
      () => post("x", { "content-type": "application/xml" }),
      { accept: "application/json, text/plain" },
    ],
    ["no media type", 415, () => post(Buffer.from("x"), { "content-type": "" })],
    [
      "an unsupported content coding",
      415,
      () => post("x", { "content-encoding": "zstd" }),
      { "accept-encoding": "gzip, deflate" },
    ],
    ["two content codings", 415, () => post("x", { "content-encoding": "gzip, gzip" })],
    ["a content-length over the limit", 413, () => post("a".repeat(SENT_BYTES + 1))],
    ["a stream that turns out too large", 413, () => post(streamOf("a".repeat(SENT_BYTES + 1)))],
    [
      "a body that is too large once decompressed",
      413,
      () => post(gzipSync("a".repeat(DECODED_BYTES + 1)), GZIP()),
    ],
    ["a compressed body that is too large", 413, () => post(streamOf(NOISE), GZIP())],
    ["a decompression bomb", 413, () => post(gzipSync(Buffer.alloc(20 * DECODED_BYTES)), GZIP())],
    ["bytes that are not gzip", 400, () => post(SECRET, GZIP())],
    ["truncated gzip", 400, () => post(gzipSync("a".repeat(999)).subarray(0, 20), GZIP())],
    ["gzip with a wrong checksum", 400, () => post(corrupted(gzipSync("hello")), GZIP())],
    [
      "what the handler rejects",
      422,
      () => responseWhen(new HttpError(422, "No.", { "x-why": "so" })),
      { "x-why": "so" },
    ],
  ];

  test.each(cases)("%s with %d", async (_, status, send, headers = {}) => {
    const response = await send();
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

  test("requests over the rate limit with 429 and the seconds to wait", async () => {
    const limited = ingestDependencies(app.db, { clock: () => NOW, log, requestsPerMinute: 1 });
    const to = await listen((request) => echo(request, limited));
    const key = { authorization: `Bearer ${(await makeIngestKey(db, projectId)).text}` };
    expect((await post("x", key, to)).status).toBe(200);
    const response = await post("x", key, to);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("answers 503", () => {
  test("when the memory budget is used up, and accepts the body once memory is free again", async () => {
    const small = ingestDependencies(app.db, { clock: () => NOW, log, memoryBudgetBytes: 4000 });
    const to = await listen((request) => echo(request, small));
    const other = small.memoryBudget.lease("another project");
    const third = small.memoryBudget.lease("a third project");
    for (const lease of [other, third]) lease.keep();
    other.reserve(3000);
    third.reserve(800);
    const response = await post("a".repeat(200), {}, to);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    other.release();
    expect((await post("a".repeat(900), {}, to)).status).toBe(200);
    expect((await post("a".repeat(900), {}, to)).status).toBe(200);
  });

  test("when the database does not answer, and logs nothing of the body", async () => {
    const unreachable = createDatabase("postgres://nobody@127.0.0.1:1/nowhere");
    const to = await listen((request) =>
      echo(request, ingestDependencies(unreachable.db, { clock: () => NOW, log })),
    );
    const response = await post(SECRET, {}, to);
    await unreachable.close();
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(log.lines.join()).toContain(response.headers.get("x-request-id"));
    expect(log.lines.join()).not.toContain(SECRET);
  });
});

describe("an unexpected error", () => {
  test.each<[string, () => unknown]>([
    ["whose message quotes the body", () => JSON.parse(SECRET)],
    ["of a failed query", () => db.execute(sql`select ${SECRET}::uuid`)],
    ["that is no Error object", () => Promise.reject(SECRET)],
  ])("%s is 500 with a request id and no content", async (_, fail) => {
    const response = await responseWhen(fail);
    expect(response.status).toBe(500);
    const requestId = response.headers.get("x-request-id") ?? "none";
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toContain(requestId);
    expect(await response.text()).toContain(requestId);
    expect(log.lines[0]).not.toContain("person said");
  });
});

test("JSON that is too deep, too large or invalid is rejected with a response that quotes nothing of the body", async () => {
  handle = async (_, body) => Response.json(readJson(body, { maxDepth: 4, maxValues: 50 }));
  const statusFor = async (json: string) => (await post(json)).status;
  expect(await statusFor("[[[[1]]]]")).toBe(200);
  expect(await statusFor("[[[[[1]]]]]")).toBe(400);
  expect(await statusFor("[".repeat(100_000))).toBe(400);
  expect(await statusFor(`[${"1,".repeat(47)}1]`)).toBe(200);
  expect(await statusFor(`[${"1,".repeat(50)}1]`)).toBe(413);
  const response = await post(`{"prompt": ${SECRET}}`);
  expect([response.status, await response.text()]).toEqual([
    400,
    '{"error":{"code":"BAD_REQUEST","message":"The body is not valid JSON."}}',
  ]);
});

const LARGE_BYTES = 100 * SENT_BYTES;
const WITH_LENGTH = { "content-length": String(LARGE_BYTES) };
const CHUNKED = { "transfer-encoding": "chunked" };

describe.each<[string, boolean, Record<string, string>, number, number]>([
  ["a client without a key", false, WITH_LENGTH, 1, 401],
  ["a client whose content-length is over the limit", true, WITH_LENGTH, 1, 413],
  ["a client whose stream is over the limit", true, CHUNKED, 2 * SENT_BYTES, 413],
])("%s", (_, hasKey, size, firstBytes, status) => {
  const begin = () => startRequest({ ...size, ...(hasKey && { authorization }) });

  test("gets the response before it has sent the whole body", async () => {
    const request = begin();
    request.write("a".repeat(firstBytes));
    expect(await statusOf(request)).toBe(status);
    request.on("error", () => {}).destroy();
  });

  test("gets the response when it first sends the whole body", async () => {
    const request = begin();
    const responded = statusOf(request);
    await new Promise((sent) => request.end("a".repeat(LARGE_BYTES), () => sent(null)));
    expect(await responded).toBe(status);
  });
});

const statusOf = (request: ClientRequest) =>
  new Promise<number | undefined>((resolve, reject) => {
    request.once("response", (response) => resolve(response.resume().statusCode));
    request.once("error", reject);
  });

test("a connection stays usable after rejected bodies", async () => {
  for (let time = 0; time < 3; time++) {
    expect((await post("a".repeat(SENT_BYTES + 1))).status).toBe(413);
    expect((await post("a".repeat(SENT_BYTES), { authorization: "" })).status).toBe(401);
    expect((await post(gzipSync("a".repeat(DECODED_BYTES + 1)), GZIP())).status).toBe(413);
  }
  expect((await post("hello")).status).toBe(200);
});

test("a client that disconnects before its body is complete is not logged, and its memory is released", async () => {
  const small = ingestDependencies(app.db, { clock: () => NOW, log, memoryBudgetBytes: 4000 });
  const to = await listen((request) => echo(request, small));
  const request = startRequest({ authorization, "content-length": "950" }, to);
  request.on("error", () => {});
  request.write("a".repeat(900));
  await expect.poll(() => isFull(small)).toBe(true);
  request.destroy();
  await expect.poll(() => isFull(small)).toBe(false);
  expect(log.lines).toEqual([]);
});

function startRequest(headers: Record<string, string>, to = url) {
  return send(to, { method: "POST", headers: { "content-type": "text/plain", ...headers } });
}

function isFull({ memoryBudget }: ReturnType<typeof ingestDependencies>): boolean {
  const lease = memoryBudget.lease("another project");
  lease.keep();
  try {
    lease.reserve(2900);
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

/** Turns a body into a stream, so that the request has no `content-length`. */
function streamOf(sent: string | Uint8Array): ReadableStream {
  return new Blob([sent]).stream();
}

/** Inverts one byte of the checksum. */
function corrupted(bytes: Buffer): Buffer {
  bytes[bytes.length - 5] = ~(bytes[bytes.length - 5] ?? 0) & 0xff;
  return bytes;
}

function responseWhen(failure: HttpError | (() => unknown)): Promise<Response> {
  handle = async () => {
    if (failure instanceof HttpError) throw failure;
    await failure();
    return Response.json({});
  };
  return post(SECRET);
}
