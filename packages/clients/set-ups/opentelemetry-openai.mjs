import { createRequire } from "node:module";
import { metrics } from "@opentelemetry/api";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { openAiCases } from "./openai-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new OpenAIInstrumentation().setMeterProvider(metrics.getMeterProvider());
// The instrumentation changes only modules that are loaded after it.
const { OpenAI } = createRequire(import.meta.url)("openai-6");
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
