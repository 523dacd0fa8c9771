import { CallbackHandler } from "@langfuse/langchain";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";
import { langChainCases } from "./langchain-cases.mjs";

const exporter = new OTLPTraceExporter({ concurrencyLimit: 1000 });
const tracing = startTracing([new LangfuseSpanProcessor({ exporter, mediaUploadEnabled: false })]);
const { embedding: _, ...cases } = langChainCases({ callbacks: [new CallbackHandler()] });
await runCases(cases);
await tracing.shutdown();
