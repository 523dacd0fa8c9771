import { answerOf, problemAnswers } from "./responses";
import type { MediaType, Operation, Schema } from "./types";

const SPECIFICATION = {
  description: "The OpenTelemetry Protocol over HTTP",
  url: "https://opentelemetry.io/docs/specs/otlp/#otlphttp",
};

const SIGNALS = {
  traces: {
    rejected: "rejectedSpans",
    description:
      "Reads spans of model calls by the GenAI semantic conventions, their current and their earlier names, and by the Vercel AI SDK's own. Usage on spans of agents and workflows repeats that of their calls and is not counted.",
  },
  logs: {
    rejected: "rejectedLogRecords",
    description:
      "Reads the events of model calls of Claude Code (`claude_code.api_request`), of Codex, and by the GenAI semantic conventions.",
  },
  metrics: {
    rejected: "rejectedDataPoints",
    description:
      "Accepts metrics and counts nothing: they repeat what traces and logs say. The answer says which setting turns on logs.",
  },
} as const;

type SignalName = keyof typeof SIGNALS;

/** Both forms of one message, as the protocol's own definitions say it. */
const inBothForms = (
  message: string,
  json: Schema = { type: "object" },
): Record<string, MediaType> => ({
  "application/x-protobuf": { schema: { description: `\`${message}\` in protobuf.` } },
  "application/json": {
    schema: { description: `\`${message}\` in protobuf's JSON form.`, ...json },
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
  description: `${SIGNALS[signal].description} Set \`OTEL_EXPORTER_OTLP_ENDPOINT\` to this address up to \`/api/otel\`: exporters append \`/v1/${signal}\`. What was said in prompts and answers is dropped when it is read.`,
  tags: ["OpenTelemetry"],
  externalDocs: SPECIFICATION,
  security: [{ ingestKey: [] }],
  requestBody: {
    required: true,
    description:
      "Answered in the form it is sent in. Up to 16 MiB, and 64 MiB once decompressed; gzip and deflate are taken.",
    content: inBothForms(messageOf(signal, "Request")),
  },
  responses: {
    200: answerOf(
      "Taken and committed. A partial success says how much was rejected and why; it is not to be sent again.",
      inBothForms(messageOf(signal, "Response"), partialSuccess(SIGNALS[signal].rejected)),
    ),
    ...problemAnswers(STATUS),
  },
});

const messageOf = (signal: SignalName, part: "Request" | "Response") =>
  `opentelemetry.proto.collector.${signal === "traces" ? "trace" : signal}.v1.Export${capitalised(signal)}Service${part}`;

export const OTLP_SIGNALS = ["traces", "logs", "metrics"] as const;
