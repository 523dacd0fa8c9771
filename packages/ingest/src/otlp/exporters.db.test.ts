import { makeIngestKey } from "@ai-cost/auth/testing";
import { creditTransactions } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { OTLPLogExporter as JsonLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtobufLogExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter as JsonMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtobufMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type IngestDependencies, ingestDependencies } from "../http/dependencies";
import type { Endpoint } from "../http/endpoint";
import { listen } from "../testing/listen";
import { keptLog } from "../testing/log";
import { apiRequest, CLAUDE_CODE } from "../testing/otlp/claude-code-event";
import type { AttributeValues } from "../testing/otlp/log-request";
import { logsReceiver } from "./logs/logs-receiver";
import { metricsReceiver } from "./metrics/metrics-receiver";
import { otlpNotFound } from "./not-found";
import { tracesReceiver } from "./traces/traces-receiver";

const RECEIVERS: Readonly<Record<string, Endpoint>> = {
  "/api/otel/v1/traces": tracesReceiver,
  "/api/otel/v1/logs": logsReceiver,
  "/api/otel/v1/metrics": metricsReceiver,
};

const { app, db } = testDatabase();
const log = keptLog();
/** The requests that the server received, each with the status of its response. */
const exchanges: { path: string; type: string | null; coding: string | null; status: number }[] =
  [];
/** The lines that the exporters log. */
const exporterLog: string[] = [];
let projectId: string;

/**
 * Starts a server, and sets the environment variables with the endpoint and the key as a user of an
 * exporter does.
 */
async function serve(
  dependencies: IngestDependencies,
  respond = (endpoint: Endpoint, request: Request) => endpoint(request, dependencies),
) {
  const url = await listen(async (request) => {
    const { headers } = request;
    const path = new URL(request.url).pathname;
    const response = await respond(RECEIVERS[path] ?? otlpNotFound, request);
    const [type, coding] = [headers.get("content-type"), headers.get("content-encoding")];
    exchanges.push({ path, type, coding, status: response.status });
    return response;
  });
  const { text } = await makeIngestKey(db, projectId);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `${url}/api/otel`);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", `Authorization=Bearer%20${text}`);
}

const newDependencies = (options = {}) =>
  ingestDependencies(app.db, { clock: () => new Date(), log, ...options });

beforeEach(async () => {
  log.lines.length = 0;
  exchanges.length = 0;
  exporterLog.length = 0;
  projectId = await makeProject(db);
  const keep = (...words: unknown[]) => void exporterLog.push(words.map(String).join(" "));
  diag.setLogger(
    { error: keep, warn: keep, info: keep, debug: () => {}, verbose: () => {} },
    { logLevel: DiagLogLevel.INFO, suppressOverrideMessage: true },
  );
});
afterEach(() => {
  diag.disable();
  vi.unstubAllEnvs();
  expect(log.lines).toEqual([]);
});

const charges = () =>
  db.select().from(creditTransactions).where(eq(creditTransactions.projectId, projectId));

/** Exports three model calls in one batch. */
async function trace(exporter: SpanExporter): Promise<void> {
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
  const tracer = provider.getTracer("a test");
  for (const inputTokens of [100, 200, 300]) {
    const attributes = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": inputTokens,
      "gen_ai.usage.output_tokens": 10,
      "gen_ai.agent.name": "Research Agent",
      "gen_ai.input.messages": "a".repeat(1_000_000),
    };
    tracer.startSpan("chat gpt-4o", { attributes }).end();
  }
  await provider.shutdown();
}

/** Converts the bigints in attributes to numbers, because exporters do not accept bigints. */
const plain = (attributes: AttributeValues) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === "bigint" ? Number(value) : value,
    ]),
  );

const FORMS = [
  [
    "protobuf",
    "application/x-protobuf",
    ProtobufTraceExporter,
    ProtobufLogExporter,
    ProtobufMetricExporter,
  ],
  ["JSON", "application/json", JsonTraceExporter, JsonLogExporter, JsonMetricExporter],
] as const;

describe.each(FORMS)("OpenTelemetry's exporters of %s", (_, type, Traces, Logs, Metrics) => {
  test.each([undefined, "gzip"])("traces, compressed by %s", async (coding) => {
    await serve(newDependencies());
    vi.stubEnv("OTEL_EXPORTER_OTLP_COMPRESSION", coding);
    await trace(new Traces());
    expect(exchanges).toEqual([
      { path: "/api/otel/v1/traces", type, coding: coding ?? null, status: 200 },
    ]);
    expect(exporterLog).toEqual([]);
    const counted = (await charges()).map(({ inputTokens, outputTokens, model }) => [
      model,
      inputTokens,
      outputTokens,
    ]);
    expect(counted.sort()).toEqual([
      ["gpt-4o", 100n, 10n],
      ["gpt-4o", 200n, 10n],
      ["gpt-4o", 300n, 10n],
    ]);
  });

  test.each([undefined, "gzip"])("logs, compressed by %s", async (coding) => {
    await serve(newDependencies());
    vi.stubEnv("OTEL_EXPORTER_OTLP_COMPRESSION", coding);
    const exporter = new Logs();
    const provider = new LoggerProvider({
      processors: [new BatchLogRecordProcessor({ exporter })],
    });
    const { body, attributes } = apiRequest();
    provider.getLogger(CLAUDE_CODE.scope).emit({ body: body ?? "", attributes: plain(attributes) });
    await provider.shutdown();
    expect(exchanges).toEqual([
      { path: "/api/otel/v1/logs", type, coding: coding ?? null, status: 200 },
    ]);
    expect(exporterLog).toEqual([]);
    expect(await charges()).toMatchObject([{ amountMicroUsd: 16_898n, costSource: "reported" }]);
  });

  test("metrics, which are not counted, with a message for the sender", async () => {
    await serve(newDependencies());
    const exporter = new Metrics();
    const reader = new PeriodicExportingMetricReader({ exporter });
    const provider = new MeterProvider({ readers: [reader] });
    const meter = provider.getMeter("com.anthropic.claude_code");
    meter.createCounter("claude_code.token.usage").add(5, { type: "input" });
    meter.createHistogram("gen_ai.client.token.usage").record(5);
    await provider.shutdown();
    expect(exchanges).toEqual([{ path: "/api/otel/v1/metrics", type, coding: null, status: 200 }]);
    expect(exporterLog.join()).toContain("For Claude Code, set OTEL_LOGS_EXPORTER=otlp.");
    expect(await charges()).toEqual([]);
  });
});

test("a request that exceeds the memory budget is sent again and counted once", async () => {
  const dependencies = newDependencies({ memoryBudgetBytes: 64 * 1024 * 1024 });
  const others = ["another project", "a third project"].map((projectId) => {
    const lease = dependencies.memoryBudget.lease(projectId);
    lease.keep();
    lease.reserve(32 * 1024 * 1024);
    return lease;
  });
  await serve(dependencies, async (endpoint, request) => {
    const response = await endpoint(request, dependencies);
    for (const other of others) other.release();
    return response;
  });
  await trace(new ProtobufTraceExporter());
  expect(exchanges.map(({ status }) => status)).toEqual([503, 200]);
  expect(await charges()).toHaveLength(3);
});

test("a request whose response is lost is sent again and counted once", async () => {
  const dependencies = newDependencies();
  await serve(dependencies, async (endpoint, request) => {
    const response = await endpoint(request, dependencies);
    return exchanges.length === 0 ? new Response("", { status: 502 }) : response;
  });
  await trace(new ProtobufTraceExporter());
  expect(exchanges.map(({ status }) => status)).toEqual([502, 200]);
  expect(await charges()).toHaveLength(3);
});

test("a request over the rate limit gets a response that says how long to wait", async () => {
  await serve(newDependencies({ requestsPerMinute: 1 }));
  await trace(new ProtobufTraceExporter());
  await expect(trace(new ProtobufTraceExporter())).rejects.toThrow("retryable status");
  expect(exchanges.map(({ status }) => status)).toEqual([200, 429]);
  expect(exporterLog.join()).toMatch(/Export retry time \d{4,5}ms exceeds remaining timeout/);
  expect(await charges()).toHaveLength(3);
});

test.each([
  ["an invalid key", "OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer%20none", 401],
  ["a signal's path as the endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", "/v1/traces", 404],
])("%s is rejected and not retried", async (_, variable, value, status) => {
  await serve(newDependencies());
  vi.stubEnv(variable, value.startsWith("/") ? `${process.env[variable]}${value}` : value);
  await expect(trace(new ProtobufTraceExporter())).rejects.toMatchObject({ code: status });
  expect(exchanges.map((exchange) => exchange.status)).toEqual([status]);
  expect(await charges()).toEqual([]);
});
