import { type DescMessage, fromJson, type JsonObject, toBinary } from "@bufbuild/protobuf";
import { ExportLogsServiceRequestSchema } from "../otlp/proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { ExportTraceServiceRequestSchema } from "../otlp/proto/generated/opentelemetry/proto/collector/trace/v1/trace_service_pb";
import { successPayload } from "./litellm-payloads";
import { logPayload, tracePayload } from "./otlp-payloads";
import type { SentCall } from "./sent-call";

export type { SentCall } from "./sent-call";

/** A request that a test or a benchmark posts. */
export interface SentRequest {
  path: string;
  mediaType: string;
  body: Uint8Array;
}

/** The endpoints and formats, each with a function that creates a request with the calls. */
export const REQUESTS = {
  "OTLP traces, protobuf": (calls: readonly SentCall[]) =>
    protobuf("traces", ExportTraceServiceRequestSchema, tracePayload(calls, "base64")),
  "OTLP traces, JSON": (calls: readonly SentCall[]) =>
    json("/api/otel/v1/traces", tracePayload(calls, "hex")),
  "OTLP logs, protobuf": (calls: readonly SentCall[]) =>
    protobuf("logs", ExportLogsServiceRequestSchema, logPayload(calls)),
  "usage events": (calls: readonly SentCall[]) =>
    json("/api/v1/usage-events", calls.map(usageEvent)),
  LiteLLM: (calls: readonly SentCall[]) => json("/api/v1/litellm", calls.map(liteLlmPayload)),
} satisfies Record<string, (calls: readonly SentCall[]) => SentRequest>;

export type RequestFormat = keyof typeof REQUESTS;

const usageEvent = ({ id, time, model, inputTokens, outputTokens, cost, place }: SentCall) => ({
  id,
  time,
  provider: "anthropic",
  model,
  inputTokens,
  outputTokens,
  ...(cost !== undefined && { cost }),
  ...place,
});

const liteLlmPayload = ({ id, time, model, inputTokens, outputTokens, cost, place }: SentCall) =>
  successPayload({
    id,
    trace_id: place?.run ?? null,
    custom_llm_provider: "anthropic",
    model,
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    response_cost: cost === undefined ? null : Number(cost),
    request_tags: place ? [`agent:${place.agent}`] : [],
    startTime: Date.parse(time) / 1000,
    endTime: Date.parse(time) / 1000,
  });

const json = (path: string, payload: unknown): SentRequest => ({
  path,
  mediaType: "application/json",
  body: Buffer.from(JSON.stringify(payload)),
});

const protobuf = (
  signal: "traces" | "logs",
  schema: DescMessage,
  payload: JsonObject,
): SentRequest => ({
  path: `/api/otel/v1/${signal}`,
  mediaType: "application/x-protobuf",
  body: toBinary(schema, fromJson(schema, payload)),
});
