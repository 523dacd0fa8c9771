import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { observeOpenAI } from "langfuse-openai-4";
import { LangfuseSpanProcessor } from "langfuse-otel-4";
import OpenAI from "openai-6";
import { openAiCases } from "../../set-ups/openai-cases.mjs";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";

const exporter = new OTLPTraceExporter({ concurrencyLimit: 1000 });
const tracing = startTracing([new LangfuseSpanProcessor({ exporter })]);
await runCases(openAiCases((options) => observeOpenAI(new OpenAI(options))));
await tracing.shutdown();
