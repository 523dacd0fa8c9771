import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { LangfuseVercelAiSdkIntegration } from "@langfuse/vercel-ai-sdk";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import * as sdk from "ai";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";
import { aiSdkCases, QUESTION } from "./ai-sdk-cases.mjs";

const exporter = new OTLPTraceExporter({ concurrencyLimit: 1000 });
const tracing = startTracing([new LangfuseSpanProcessor({ exporter, mediaUploadEnabled: false })]);
sdk.registerTelemetry(new LangfuseVercelAiSdkIntegration());
const providers = {
  openai: (url) => createOpenAI({ baseURL: `${url}/v1`, apiKey: "none" }),
  anthropic: (url) => createAnthropic({ baseURL: `${url}/v1`, apiKey: "none" }),
};
const telemetry = { telemetry: { isEnabled: true, functionId: "tester" } };
await runCases(
  aiSdkCases(sdk, providers, telemetry, {
    tool: { inputSchema: QUESTION },
    loop: { stopWhen: sdk.stepCountIs(3) },
  }),
);
await tracing.shutdown();
