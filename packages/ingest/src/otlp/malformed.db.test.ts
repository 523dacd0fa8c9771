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
  const dependencies = ingestDependencies(app.db, { clock: () => NOW, log });
  const receivers: Record<string, Endpoint> = {
    traces: tracesReceiver,
    logs: logsReceiver,
    metrics: metricsReceiver,
  };
  for (const [signal, endpoint] of Object.entries(receivers))
    urls[signal] = await listen((request) => endpoint(request, dependencies));
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

async function problem(signal: string, type: string, body: Sent, headers = {}) {
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

/** Creates nested messages, each of them a length-delimited field. The tags in `field` are repeated. */
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

/**
 * The tags of the outer fields: resource spans → resource → attribute → value. The two tags in `recursion`
 * are array value → value. They can be repeated.
 */
const ROOT = [0x0a, 0x0a, 0x0a, 0x12];
const recursion = () => {
  let bytes: Uint8Array = nested([0x0a, 0x2a], 400);
  for (const tag of [...ROOT].reverse())
    bytes = Buffer.concat([Uint8Array.of(tag), varint(bytes.length), bytes]);
  return bytes;
};

const NOT_TRACES = "The body is not an OTLP request with traces.";

describe("invalid protobuf is 400, with the error in protobuf", () => {
  test.each<[string, Uint8Array]>([
    ["text", Buffer.from(SECRET)],
    ["a truncated request", BYTES.traces.subarray(0, -3)],
    ["a request followed by other bytes", Buffer.concat([BYTES.traces, Uint8Array.of(0x0a, 99)])],
    ["a varint of eleven bytes", Buffer.concat([Uint8Array.of(0x50), Buffer.alloc(11, 0xff)])],
    ["a length beyond the end", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07)],
    ["field 0", Uint8Array.of(0x02, 0x00)],
    ["an undefined wire type", Uint8Array.of(0x0f)],
    ["a group without an end", Buffer.alloc(50, 0x0b)],
    ["nested groups", Buffer.alloc(500_000, 0x0b)],
    ["deeply nested values", recursion()],
    ["JSON", Buffer.from(TEXT.traces)],
  ])("%s", async (_, body) => {
    expect(await problem("traces", PROTOBUF, body)).toEqual([400, NOT_TRACES]);
  });
});

describe("invalid JSON is 400, with the error in JSON", () => {
  test.each<[string, string]>([
    ["text", SECRET],
    ["a truncated request", TEXT.traces.slice(0, -3)],
    ["two requests", TEXT.traces + TEXT.traces],
    ["a million brackets", "[".repeat(1_000_000)],
    ["deeply nested arrays", `{"resourceSpans":${"[".repeat(300)}${"]".repeat(300)}}`],
    ["protobuf", Buffer.from(BYTES.traces).toString("latin1")],
    ["an array", "[]"],
    ["null", "null"],
    ["a number", "1e999"],
    ["an object in place of an array", '{"resourceSpans":{}}'],
    ["null in an array", '{"resourceSpans":[null]}'],
    ["a string in place of a span", `{"resourceSpans":[{"scopeSpans":[{"spans":["${SECRET}"]}]}]}`],
    ["a number beyond 64 bits", spanJson('"startTimeUnixNano":"99999999999999999999"')],
    ["a string in place of a number", spanJson(`"startTimeUnixNano":"${SECRET}"`)],
    ["an integer with a fraction", spanJson('"attributes":[{"value":{"intValue":1.5}}]')],
    [
      "a value with two types",
      spanJson('"attributes":[{"value":{"intValue":1,"stringValue":"x"}}]'),
    ],
    ["an id that is a number", spanJson('"traceId":5')],
  ])("%s", async (_, body) => {
    const [status, message] = await problem("traces", JSON_TYPE, body);
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

describe("the response to a request on the path of another signal names the right path", () => {
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
  ])("%s on the path of %s, %s", async (sent, path, type, body) => {
    expect(await problem(path, type, body)).toEqual([
      400,
      `The request contains ${sent}. Send ${sent} to /v1/${sent}.`,
    ]);
  });

  test("metrics whose names decode as ids are rejected span by span", async () => {
    const response = await post("traces", PROTOBUF, BYTES.metrics);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(fromBinary(ExportTraceServiceResponseSchema, bytes).partialSuccess).toMatchObject({
      rejectedSpans: 1n,
      errorMessage: expect.stringContaining(
        "The request contains metrics. Send metrics to /v1/metrics.",
      ),
    });
  });
});

describe("a request over a limit is 413", () => {
  test.each<[string, string, Sent, Record<string, string>]>([
    [
      "two million empty messages",
      PROTOBUF,
      gzipSync(Buffer.alloc(4_000_000, Uint8Array.of(0x0a, 0))),
      GZIP(),
    ],
    ["a million objects", JSON_TYPE, `{"resourceSpans":[${"{},".repeat(1_000_000)}{}]}`, {}],
    ["more than 16 MiB", JSON_TYPE, " ".repeat(16 * 1024 * 1024 + 1), {}],
    [
      "more than 64 MiB decompressed",
      PROTOBUF,
      gzipSync(Buffer.alloc(64 * 1024 * 1024 + 1)),
      GZIP(),
    ],
  ])("%s", async (_, type, body, headers) => {
    expect((await problem("traces", type, body, headers))[0]).toBe(413);
  });
});

function GZIP() {
  return { "content-encoding": "gzip" };
}

describe("a span without valid ids is rejected, with the response in the request's format", () => {
  test.each([
    ["zeros", "0".repeat(32), "0".repeat(16)],
    ["too short", "0af7651916cd43dd", "b7ad"],
    ["too long", "0af7651916cd43dd8448eb211c80319c00", "b7ad6b716920333100"],
    ["none", "", ""],
  ])("%s", async (_, trace, id) => {
    const request = traceRequest([{ trace, id, attributes: call }]);
    const json = JSON.stringify(otlpJson(ExportTraceServiceRequestSchema, request));
    const sentence =
      "1 span not counted: a span needs a trace id of 16 bytes and a span id of 8 bytes that are not all zeros.";
    const response = await post("traces", JSON_TYPE, json);
    expect([response.status, await response.json()]).toEqual([
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

describe("an empty request is a plain success", () => {
  test.each([
    ["no bytes", PROTOBUF, ""],
    ["no bytes", JSON_TYPE, ""],
    ["no members", JSON_TYPE, "{}"],
    ["unknown members", JSON_TYPE, '{"later":[{}]}'],
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

test("metrics are accepted and not counted, and the response says which setting to use", async () => {
  const responseTo = async (...names: string[]) => {
    const request = {
      resourceMetrics: [{ scopeMetrics: [{ metrics: names.map((name) => ({ name })) }] }],
    };
    return (await post("metrics", JSON_TYPE, JSON.stringify(request))).json();
  };
  const saying = (errorMessage: unknown) => ({ partialSuccess: { errorMessage } });
  expect(await responseTo("claude_code.token.usage", "claude_code.cost.usage")).toEqual(
    saying(
      "Metrics are accepted but never counted. Usage is counted from traces and logs. For Claude Code, set OTEL_LOGS_EXPORTER=otlp.",
    ),
  );
  expect(await responseTo("gen_ai.client.token.usage")).toEqual(
    saying(expect.stringContaining("OTEL_TRACES_EXPORTER=otlp")),
  );
  expect(await responseTo(SECRET)).toEqual(saying(expect.not.stringContaining(SECRET)));
});
