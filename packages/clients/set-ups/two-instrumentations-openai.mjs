import { createRequire } from "node:module";
import { OpenAIInstrumentation as OpenInference } from "@arizeai/openinference-instrumentation-openai";
import { metrics } from "@opentelemetry/api";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { openAiCases } from "./openai-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new OpenAIInstrumentation().setMeterProvider(metrics.getMeterProvider());
const { OpenAI } = createRequire(import.meta.url)("openai-6");
new OpenInference().manuallyInstrument(OpenAI);
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
