import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { Anthropic } from "anthropic-sdk-0";
import { OpenAI } from "openai-6";
import * as Sentry from "sentry-node-10";
import { anthropicCases } from "../../set-ups/anthropic-cases.mjs";
import { openAiCases } from "../../set-ups/openai-cases.mjs";
import { runCases } from "../../set-ups/run-cases.mjs";

const processor = new BatchSpanProcessor(new OTLPTraceExporter(), { maxExportBatchSize: 1 });
Sentry.init({ tracesSampleRate: 1, openTelemetrySpanProcessors: [processor] });
const openai = openAiCases((options) => Sentry.instrumentOpenAiClient(new OpenAI(options)));
const anthropic = anthropicCases((options) =>
  Sentry.instrumentAnthropicAiClient(new Anthropic(options)),
);
const cases = { ...openai, "claude-chat": anthropic.chat, "cached-claude": anthropic.cached };
// Sentry records spans only inside a transaction, so each case gets its own.
await runCases(
  Object.fromEntries(
    Object.entries(cases).map(([name, runCase]) => [
      name,
      (url) => Sentry.startSpan({ name, op: "task" }, () => runCase(url)),
    ]),
  ),
);
await processor.forceFlush();
