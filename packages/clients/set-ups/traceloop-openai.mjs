import { OpenAIInstrumentation } from "@traceloop/instrumentation-openai";
import OpenAI from "openai-6";
import { openAiCases } from "./openai-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new OpenAIInstrumentation().manuallyInstrument(OpenAI);
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
