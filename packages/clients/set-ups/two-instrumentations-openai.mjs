import { createRequire } from "node:module";
import { OpenAIInstrumentation as OpenInference } from "@arizeai/openinference-instrumentation-openai";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { openAiCases } from "./openai-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new OpenAIInstrumentation().enable();
const { OpenAI } = createRequire(import.meta.url)("openai");
new OpenInference().manuallyInstrument(OpenAI);
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
