import { gzipSync } from "node:zlib";
import { makeIngestKey } from "@ai-cost/auth/testing";
import { agentJobs, creditTransactions, pipelineRuns, traceSpans } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ingestDependencies } from "../http/dependencies";
import type { Endpoint } from "../http/endpoint";
import { listen } from "../testing/listen";
import { keptLog } from "../testing/log";
import { traceRequest } from "../testing/otlp/trace-request";
import { otlpJson } from "../testing/otlp-json";
import { logsReceiver } from "./logs/logs-receiver";
import { metricsReceiver } from "./metrics/metrics-receiver";
import { StatusSchema } from "./proto/generated/google/rpc/status_pb";
import { ExportLogsServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { ExportMetricsServiceRequestSchema } from "./proto/generated/opentelemetry/proto/collector/metrics/v1/metrics_service_pb";
import {
  ExportTraceServiceRequestSchema,
  ExportTraceServiceResponseSchema,
} from "./proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { JSON_TYPE, PROTOBUF } from "./response";
import { tracesReceiver } from "./traces/traces-receiver";

const SECRET = "what a person said to a model";
const NOW = new Date("2026-11-24T12:00:00.000Z");

const { app, db } = testDatabase();
const log = keptLog();
let projectId: string;
let authorization: string;
const urls: Record<string, string> = {};

beforeAll(async () => {
  projectId = await makeProject(db);
  authorization = `Bearer ${(await makeIngestKey(db, projectId)).text}`;
  const shared = ingestDependencies(app.db, { clock: () => NOW, log });
  const waysIn: Record<string, Endpoint> = {
    traces: tracesReceiver,
    logs: logsReceiver,
    metrics: metricsReceiver,
  };
  for (const [signal, endpoint] of Object.entries(waysIn))
    urls[signal] = await listen((request) => endpoint(request, shared));
});

beforeEach(() => {
  log.lines.length = 0;
});
afterEach(async () => {
  for (const table of [creditTransactions, agentJobs, pipelineRuns, traceSpans])
    expect(await db.$count(table, eq(table.projectId, projectId))).toBe(0);
  expect(log.lines).toEqual([]);
});

type Sent = string | Uint8Array;

const post = (signal: string, type: string, body: Sent, headers: Record<string, string> = {}) =>
  fetch(urls[signal] ?? "", {
    method: "POST",
    body,
    headers: { authorization, "content-type": type, ...headers },
  });

async function statusMessage(response: Response): Promise<string> {
  if (response.headers.get("content-type") === PROTOBUF)
    return fromBinary(StatusSchema, new Uint8Array(await response.arrayBuffer())).message;
  return ((await response.json()) as { message: string }).message;
}

async function refusal(signal: string, type: string, body: Sent, headers = {}) {
  const response = await post(signal, type, body, headers);
  expect(response.headers.get("content-type")).toBe(type);
  const message = await statusMessage(response);
  expect(message).not.toContain("person said");
  return [response.status, message];
}

const call = { "gen_ai.operation.name": "chat", "gen_ai.prompt": SECRET };
const traces = traceRequest([{ attributes: call }, { id: "00f067aa0ba902b7", attributes: call }]);
const logs = create(ExportLogsServiceRequestSchema, {
  resourceLogs: [{ scopeLogs: [{ logRecords: [{ timeUnixNano: 1n, eventName: SECRET }] }] }],
});
const metrics = create(ExportMetricsServiceRequestSchema, {
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: SECRET, description: "tokens" }] }] }],
});
const BYTES = {
  traces: toBinary(ExportTraceServiceRequestSchema, traces),
  logs: toBinary(ExportLogsServiceRequestSchema, logs),
  metrics: toBinary(ExportMetricsServiceRequestSchema, metrics),
};
const TEXT = {
  traces: JSON.stringify(otlpJson(ExportTraceServiceRequestSchema, traces)),
  logs: JSON.stringify(otlpJson(ExportLogsServiceRequestSchema, logs)),
  metrics: JSON.stringify(otlpJson(ExportMetricsServiceRequestSchema, metrics)),
};

/** A message within a message, so often: field 1 of length so and so. */
function nested(field: number[], depth: number): Uint8Array {
  let bytes = Buffer.alloc(0);
  for (let level = 0; level < depth; level++)
    bytes = Buffer.concat([
      Uint8Array.of(field[level % field.length] ?? 0),
      varint(bytes.length),
      bytes,
    ]);
  return bytes;
}

function varint(value: number): Uint8Array {
  const bytes = [];
  for (let rest = value; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128))
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
  return Uint8Array.from(bytes);
}

/** Resource spans → resource → attribute → its value → a list of values → its values, and so on. */
const ROOT = [0x0a, 0x0a, 0x0a, 0x12];
const recursion = () => {
  let bytes: Uint8Array = nested([0x0a, 0x2a], 400);
  for (const tag of [...ROOT].reverse())
    bytes = Buffer.concat([Uint8Array.of(tag), varint(bytes.length), bytes]);
  return bytes;
};

const NOT_TRACES = "This is not an OTLP request with traces.";

describe("protobuf that is none is 400, and says so in protobuf", () => {
  test.each<[string, Uint8Array]>([
    ["a text", Buffer.from(SECRET)],
    ["a request that is cut short", BYTES.traces.subarray(0, -3)],
    ["a request with something after it", Buffer.concat([BYTES.traces, Uint8Array.of(0x0a, 99)])],
    ["a number of eleven bytes", Buffer.concat([Uint8Array.of(0x50), Buffer.alloc(11, 0xff)])],
    ["a length beyond everything", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07)],
    ["field 0", Uint8Array.of(0x02, 0x00)],
    ["a wire type that there is not", Uint8Array.of(0x0f)],
    ["a group that does not end", Buffer.alloc(50, 0x0b)],
    ["groups within groups", Buffer.alloc(500_000, 0x0b)],
    ["values within values", recursion()],
    ["JSON", Buffer.from(TEXT.traces)],
  ])("%s", async (_, body) => {
    expect(await refusal("traces", PROTOBUF, body)).toEqual([400, NOT_TRACES]);
  });
});

describe("JSON that is none is 400, and says so in JSON", () => {
  test.each<[string, string]>([
    ["a text", SECRET],
    ["a request that is cut short", TEXT.traces.slice(0, -3)],
    ["two requests", TEXT.traces + TEXT.traces],
    ["a million brackets", "[".repeat(1_000_000)],
    ["values within values", `{"resourceSpans":${"[".repeat(300)}${"]".repeat(300)}}`],
    ["protobuf", Buffer.from(BYTES.traces).toString("latin1")],
    ["a list", "[]"],
    ["null", "null"],
    ["a number", "1e999"],
    ["one where many are", '{"resourceSpans":{}}'],
    ["null among many", '{"resourceSpans":[null]}'],
    ["a text as a span", `{"resourceSpans":[{"scopeSpans":[{"spans":["${SECRET}"]}]}]}`],
    ["a number beyond 64 bits", spanJson('"startTimeUnixNano":"99999999999999999999"')],
    ["a number that is a text", spanJson(`"startTimeUnixNano":"${SECRET}"`)],
    ["a whole number with a fraction", spanJson('"attributes":[{"value":{"intValue":1.5}}]')],
    ["two values in one", spanJson('"attributes":[{"value":{"intValue":1,"stringValue":"x"}}]')],
    ["an id that is a number", spanJson('"traceId":5')],
  ])("%s", async (_, body) => {
    const [status, message] = await refusal("traces", JSON_TYPE, body);
    expect(status).toBe(400);
    expect([
      NOT_TRACES,
      "The body is not valid JSON.",
      "The JSON is nested more than 200 levels deep.",
    ]).toContain(message);
  });
});

function spanJson(members: string): string {
  return `{"resourceSpans":[{"scopeSpans":[{"spans":[{${members}}]}]}]}`;
}

describe("one signal on the path of another is named", () => {
  test.each([
    ["logs", "traces", PROTOBUF, BYTES.logs],
    ["logs", "traces", JSON_TYPE, TEXT.logs],
    ["metrics", "traces", JSON_TYPE, TEXT.metrics],
    ["traces", "logs", PROTOBUF, BYTES.traces],
    ["traces", "logs", JSON_TYPE, TEXT.traces],
    ["metrics", "logs", JSON_TYPE, TEXT.metrics],
    ["traces", "metrics", PROTOBUF, BYTES.traces],
    ["traces", "metrics", JSON_TYPE, TEXT.traces],
    ["logs", "metrics", JSON_TYPE, TEXT.logs],
  ])("%s sent as %s, %s", async (what, where, type, body) => {
    expect(await refusal(where, type, body)).toEqual([
      400,
      `These are ${what}, which belong at /v1/${what}.`,
    ]);
  });

  test("metrics whose names could be ids are refused span by span", async () => {
    const response = await post("traces", PROTOBUF, BYTES.metrics);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(fromBinary(ExportTraceServiceResponseSchema, bytes).partialSuccess).toMatchObject({
      rejectedSpans: 1n,
      errorMessage: expect.stringContaining("These are metrics, which belong at /v1/metrics."),
    });
  });
});

describe("too much is 413", () => {
  test.each<[string, string, Sent, Record<string, string>]>([
    [
      "two million empty messages",
      PROTOBUF,
      gzipSync(Buffer.alloc(4_000_000, Uint8Array.of(0x0a, 0))),
      GZIP(),
    ],
    ["a million objects", JSON_TYPE, `{"resourceSpans":[${"{},".repeat(1_000_000)}{}]}`, {}],
    ["more than 16 MiB", JSON_TYPE, " ".repeat(16 * 1024 * 1024 + 1), {}],
    ["more than 64 MiB inflated", PROTOBUF, gzipSync(Buffer.alloc(64 * 1024 * 1024 + 1)), GZIP()],
  ])("%s", async (_, type, body, headers) => {
    expect((await refusal("traces", type, body, headers))[0]).toBe(413);
  });
});

function GZIP() {
  return { "content-encoding": "gzip" };
}

describe("a span without valid ids is refused, in the form it came in", () => {
  test.each([
    ["zeros", "0".repeat(32), "0".repeat(16)],
    ["too short", "0af7651916cd43dd", "b7ad"],
    ["too long", "0af7651916cd43dd8448eb211c80319c00", "b7ad6b716920333100"],
    ["none", "", ""],
  ])("%s", async (_, trace, id) => {
    const request = traceRequest([{ trace, id, attributes: call }]);
    const json = JSON.stringify(otlpJson(ExportTraceServiceRequestSchema, request));
    const sentence =
      "1 span not counted: a span has a trace id of 16 bytes and a span id of 8, not all zeros.";
    const answer = await post("traces", JSON_TYPE, json);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { partialSuccess: { rejectedSpans: "1", errorMessage: sentence } },
    ]);
    const binary = toBinary(ExportTraceServiceRequestSchema, request);
    const bytes = await (await post("traces", PROTOBUF, binary)).arrayBuffer();
    expect(
      fromBinary(ExportTraceServiceResponseSchema, new Uint8Array(bytes)).partialSuccess,
    ).toMatchObject({ rejectedSpans: 1n, errorMessage: sentence });
  });
});

describe("nothing to take is plain success", () => {
  test.each([
    ["no bytes", PROTOBUF, ""],
    ["no bytes", JSON_TYPE, ""],
    ["no members", JSON_TYPE, "{}"],
    ["members that nobody knows", JSON_TYPE, '{"later":[{}]}'],
  ])("%s as %s", async (_, type, body) => {
    for (const signal of Object.keys(urls)) {
      const response = await post(signal, type, body);
      expect([
        response.status,
        response.headers.get("content-type"),
        await response.text(),
      ]).toEqual([200, type, type === PROTOBUF ? "" : "{}"]);
    }
  });
});

test("metrics are let in and counted nowhere, and the answer says what to switch on", async () => {
  const ask = async (...names: string[]) => {
    const request = {
      resourceMetrics: [{ scopeMetrics: [{ metrics: names.map((name) => ({ name })) }] }],
    };
    return (await post("metrics", JSON_TYPE, JSON.stringify(request))).json();
  };
  const says = (errorMessage: unknown) => ({ partialSuccess: { errorMessage } });
  expect(await ask("claude_code.token.usage", "claude_code.cost.usage")).toEqual(
    says(
      "Metrics are accepted and never counted: what counts is usage in traces and logs. For Claude Code, set OTEL_LOGS_EXPORTER=otlp.",
    ),
  );
  expect(await ask("gen_ai.client.token.usage")).toEqual(
    says(expect.stringContaining("OTEL_TRACES_EXPORTER=otlp")),
  );
  expect(await ask(SECRET)).toEqual(says(expect.not.stringContaining(SECRET)));
});
