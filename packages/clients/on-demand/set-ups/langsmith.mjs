import { RunTree } from "langsmith";
import { initializeOTEL } from "langsmith/experimental/otel/setup";
import { wrapOpenAI } from "langsmith/wrappers";
import OpenAI from "openai";
import { openAiCases } from "../../set-ups/openai-cases.mjs";
import { runCases } from "../../set-ups/run-cases.mjs";

process.env.LANGSMITH_TRACING = "true";
process.env.LANGSMITH_TRACING_MODE = "otel";
process.env.LANGSMITH_API_KEY = "none";
// The SDK asks its server at the start which features it supports, and waits for the response.
process.env.LANGSMITH_ENDPOINT = process.env.PROVIDER_URL;

const [, authorization] = (process.env.OTEL_EXPORTER_OTLP_HEADERS ?? "").split("=");
const { DEFAULT_LANGSMITH_SPAN_PROCESSOR: processor } = initializeOTEL({
  exporterConfig: {
    url: `${process.env.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces`,
    headers: { authorization: decodeURIComponent(authorization) },
  },
});
await runCases(openAiCases((options) => wrapOpenAI(new OpenAI(options))));
await RunTree.getSharedClient().awaitPendingTraceBatches();
await processor.shutdown();
