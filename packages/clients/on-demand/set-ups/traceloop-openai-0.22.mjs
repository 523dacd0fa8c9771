import OpenAI from "openai-5";
import { OpenAIInstrumentation } from "traceloop-openai-0.22";
import { openAiCases } from "../../set-ups/openai-cases.mjs";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";

const tracing = startTracing();
new OpenAIInstrumentation({ enrichTokens: true }).manuallyInstrument(OpenAI);
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
