import { observeOpenAI } from "@langfuse/openai";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import OpenAI from "openai";
import { openAiCases } from "./openai-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const exporter = new OTLPTraceExporter();
const tracing = startTracing([new LangfuseSpanProcessor({ exporter, mediaUploadEnabled: false })]);
await runCases(
  openAiCases((options) => observeOpenAI(new OpenAI(options), { generationName: "answer" })),
);
await tracing.shutdown();
