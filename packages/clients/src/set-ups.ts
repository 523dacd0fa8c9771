import type { SetUp } from "./set-up";

const OPENAI = "openai";
const OPENAI_6 = "openai-6";
const ANTHROPIC = "@anthropic-ai/sdk";
const ANTHROPIC_0 = "anthropic-sdk-0";

/** The set-ups that `npm test` runs. Their clients are small enough to be installed with the workspace. */
export const SET_UPS: readonly SetUp[] = [
  {
    id: "openinference-openai",
    name: "OpenInference over OpenAI",
    packages: ["@arizeai/openinference-instrumentation-openai", OPENAI],
    leavesOut: {
      stream: "the counts",
      "stream-without-usage": "the counts",
      embedding: "the counts",
    },
  },
  {
    id: "opentelemetry-openai",
    name: "OpenTelemetry's instrumentation of OpenAI",
    packages: ["@opentelemetry/instrumentation-openai", OPENAI_6],
    leavesOut: {
      "stream-without-usage": "the counts",
      cached: "cached tokens",
      "cached-responses": "cached tokens",
    },
  },
  {
    id: "two-instrumentations-openai",
    name: "OpenInference and OpenTelemetry over OpenAI",
    packages: [
      "@arizeai/openinference-instrumentation-openai",
      "@opentelemetry/instrumentation-openai",
      OPENAI_6,
    ],
    leavesOut: { "stream-without-usage": "the counts" },
  },
  {
    id: "traceloop-openai",
    name: "Traceloop over OpenAI",
    packages: ["@traceloop/instrumentation-openai", OPENAI_6],
    leavesOut: {
      stream: "the counts",
      "stream-without-usage": "the counts",
      "responses-stream": "the counts",
      cached: "cached tokens",
      "cached-responses": "cached tokens",
      embedding: "the call",
    },
  },
  {
    id: "langfuse-openai",
    name: "Langfuse over OpenAI",
    packages: ["@langfuse/openai", "@langfuse/otel", OPENAI],
    leavesOut: { "stream-without-usage": "the counts", embedding: "the counts" },
  },
  { id: "anthropic-sdk", name: "Anthropic's SDK", packages: [ANTHROPIC] },
  {
    id: "openinference-anthropic",
    name: "OpenInference around Anthropic's SDK",
    packages: ["@arizeai/openinference-instrumentation-anthropic", ANTHROPIC],
    // The two spans of a call are in different traces, and OpenInference's span has no response id.
    leavesOut: { "message-stream": "that two reports are of one call" },
  },
  {
    id: "openinference-anthropic-0",
    name: "OpenInference over Anthropic's SDK of before its own spans",
    packages: ["@arizeai/openinference-instrumentation-anthropic", ANTHROPIC_0],
  },
  {
    id: "traceloop-anthropic",
    name: "Traceloop over Anthropic",
    packages: ["@traceloop/instrumentation-anthropic", ANTHROPIC_0],
    leavesOut: { "cached-hour": "how long cache writes are kept" },
  },
];
