import { gzipSync } from "node:zlib";
import { REQUESTS, type SentRequest } from "@ai-cost/ingest/testing";
import fc from "fast-check";
import type { Random } from "../runner/random";
import { FORMATS } from "../traffic/usage";
import { mutationOf } from "./mutation";
import { oddValue } from "./odd-values";
import type { Payload } from "./payload";
import { samples } from "./samples";

const TYPES = ["application/json", "application/x-protobuf", "text/plain", "", "application/grpc"];
const CODINGS = ["gzip", "deflate", "br", "identity", "gzip, gzip", "x"];
const BOMB = gzipSync(Buffer.alloc(70 * 1024 * 1024));
const MALFORMED = [
  "",
  "[",
  "{}",
  "null",
  "NaN",
  "[[]]",
  "\0",
  '{"a":1}{',
  "5",
  `${"[".repeat(5_000)}`,
];

/**
 * Generates requests to one usage endpoint without end, all with a valid key. About 30 % of them are
 * well-formed.
 */
export function* usagePayloads(
  path: string,
  key: string,
  random: Random,
): Generator<Payload, never> {
  const payload = (body: string | Uint8Array, headers: object, isLarge = false): Payload => ({
    calls: 1,
    isLarge,
    request: {
      path,
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...headers },
      body,
    },
  });
  const sent = [...requestsTo(path, random)];
  const oddJson = samples(
    mutationOf(fc.constantFrom(...sent.flatMap(jsonOf), ...EVERY_FIELD)),
    random,
  );
  const odd = samples(oddValue, random);
  yield payload(
    BOMB,
    { "content-type": "application/x-protobuf", "content-encoding": "gzip" },
    true,
  );
  yield payload("[".repeat(1_000_000), { "content-type": "application/json" }, true);
  for (;;) {
    const kind = random.next();
    const { body, mediaType } = random.pick(sent as [SentRequest, ...SentRequest[]]);
    const typed = { "content-type": mediaType };
    const asJson = { "content-type": "application/json" };
    if (kind < 0.3) yield payload(body, typed);
    else if (kind < 0.6) yield payload(JSON.stringify(oddJson.next().value) ?? "", asJson);
    else if (kind < 0.75) yield payload(brokenBytes(body, random), typed);
    else if (kind < 0.8) yield payload(gzipSync(body), { ...typed, "content-encoding": "gzip" });
    else if (kind < 0.85) {
      const coding = { "content-encoding": random.pick(CODINGS as [string, ...string[]]) };
      yield payload(brokenBytes(gzipSync(body), random), { ...typed, ...coding });
    } else if (kind < 0.9) {
      const type = random.pick(TYPES as [string, ...string[]]);
      yield payload(body, type === "" ? {} : { "content-type": type });
    } else if (kind < 0.95) yield payload(random.pick(MALFORMED as [string, ...string[]]), asJson);
    else yield payload(JSON.stringify(odd.next().value) ?? "", asJson);
  }
}

/**
 * Generates requests in all formats that are sent to this path. No format is sent to the metrics
 * endpoint, so that endpoint gets the requests of all formats.
 */
function* requestsTo(path: string, random: Random): Generator<SentRequest> {
  for (let number = 0; number < 40; number += 1)
    for (const format of FORMATS) {
      const sent = REQUESTS[format]([callOf(`${path} ${number % 10}`, random)]);
      if (sent.path === path || path.endsWith("/metrics")) yield sent;
    }
}

function callOf(name: string, random: Random) {
  const tokens = () => random.integer(0, 1_000);
  return {
    id: `${name} ${random.integer(0, 2 ** 30)}`,
    time: new Date(Date.UTC(2026, random.integer(0, 9), random.integer(1, 28))).toISOString(),
    model: random.pick(["claude-sonnet-4-5", "nobody-knows-it"]),
    inputTokens: tokens(),
    outputTokens: tokens(),
    ...(random.chance(0.5) && { cost: "0.0145" }),
    ...(random.chance(0.5) && {
      place: { run: `run ${name}`, job: `job ${name}`, agent: `Agent ${name}` },
    }),
  };
}

const jsonOf = ({ mediaType, body }: SentRequest): unknown[] =>
  mediaType === "application/json" ? [JSON.parse(Buffer.from(body).toString())] : [];

/** Events with all fields. */
const HEAD = { source: "fuzz", time: "2026-05-20T12:00:00.000Z", run: "run", job: "job" };
const EVERY_FIELD: readonly unknown[] = [
  [
    {
      ...HEAD,
      type: "usage",
      id: "usage",
      agent: "Scout",
      provider: "anthropic",
      model: "claude-sonnet-4-5",
      responseId: "msg_1",
      inputTokens: 1200,
      outputTokens: 350,
      cacheReadTokens: 1000,
      cacheWriteTokens: 0,
      reasoningTokens: 120,
      cost: "0.0145",
      status: "completed",
    },
    {
      ...HEAD,
      type: "run",
      id: "run",
      status: "testing",
      trigger: "schedule",
      startedAt: HEAD.time,
    },
    { ...HEAD, type: "job", id: "job", agent: "Scout", status: "running", startedAt: HEAD.time },
  ],
];

/** A copy of the body in which bytes are changed, removed, repeated or inserted. */
function brokenBytes(body: Uint8Array, random: Random): Uint8Array {
  const bytes = Buffer.from(body);
  const at = () => random.integer(0, Math.max(0, bytes.length - 1));
  const how = random.integer(0, 3);
  if (how === 0) return bytes.subarray(0, at());
  if (how === 1) return Buffer.concat([bytes, bytes.subarray(at())]);
  if (how === 2) {
    const cut = at();
    const odd = Buffer.from(Array.from({ length: 12 }, () => random.integer(0, 255)));
    return Buffer.concat([bytes.subarray(0, cut), odd, bytes.subarray(cut)]);
  }
  for (let changes = random.integer(1, 8); changes > 0 && bytes.length > 0; changes -= 1)
    bytes[at()] = random.integer(0, 255);
  return bytes;
}
