import { problemResponses, responseWith } from "./responses";
import type { MediaType, Operation, Schema } from "./types";

const SPECIFICATION = {
  description: "The OpenTelemetry Protocol over HTTP",
  url: "https://opentelemetry.io/docs/specs/otlp/#otlphttp",
};

const SIGNALS = {
  traces: {
    rejected: "rejectedSpans",
    description:
      "Counts the spans of model calls, in the current and the earlier names of the GenAI semantic conventions and in those of the Vercel AI SDK. Usage on the spans of agents and workflows repeats that of their calls and is not counted.",
  },
  logs: {
    rejected: "rejectedLogRecords",
    description:
      "Counts the model calls in log records of Claude Code (`claude_code.api_request`), of Codex and of the GenAI semantic conventions.",
  },
  metrics: {
    rejected: "rejectedDataPoints",
    description:
      "Accepts metrics and counts nothing, because they repeat the traces and logs. The response says which setting turns on logs.",
  },
} as const;

type SignalName = keyof typeof SIGNALS;

/** The content of an OTLP message in both formats, protobuf and JSON. */
const inBothForms = (
  message: string,
  json: Schema = { type: "object" },
): Record<string, MediaType> => ({
  "application/x-protobuf": { schema: { description: `\`${message}\` in protobuf.` } },
  "application/json": {
    schema: { description: `\`${message}\` in protobuf's JSON format.`, ...json },
  },
});

const capitalised = (signal: string) =>
  signal === "traces" ? "Trace" : signal.charAt(0).toUpperCase() + signal.slice(1);

const STATUS = inBothForms("google.rpc.Status", {
  type: "object",
  properties: { code: { type: "integer" }, message: { type: "string" } },
});

const partialSuccess = (rejected: string): Schema => ({
  type: "object",
  properties: {
    partialSuccess: {
      type: "object",
      properties: { [rejected]: { type: "string" }, errorMessage: { type: "string" } },
    },
  },
});

export const otlpOperation = (signal: SignalName): Operation => ({
  operationId: `exportOtlp${capitalised(signal)}`,
  summary: `Export ${signal} over OTLP`,
  description: `${SIGNALS[signal].description} Set \`OTEL_EXPORTER_OTLP_ENDPOINT\` to this address up to \`/api/otel\`: exporters append \`/v1/${signal}\`. Prompts and completions are dropped when they are read.`,
  tags: ["OpenTelemetry"],
  externalDocs: SPECIFICATION,
  security: [{ ingestKey: [] }],
  requestBody: {
    required: true,
    description:
      "The response has the same format. Up to 16 MiB, and 64 MiB after decompression. gzip and deflate are accepted.",
    content: inBothForms(messageOf(signal, "Request")),
  },
  responses: {
    200: responseWith(
      "The usage is committed. A partial success says how much was rejected and why; do not send it again.",
      inBothForms(messageOf(signal, "Response"), partialSuccess(SIGNALS[signal].rejected)),
    ),
    ...problemResponses(STATUS),
  },
});

const messageOf = (signal: SignalName, part: "Request" | "Response") =>
  `opentelemetry.proto.collector.${signal === "traces" ? "trace" : signal}.v1.Export${capitalised(signal)}Service${part}`;

export const OTLP_SIGNALS = ["traces", "logs", "metrics"] as const;
