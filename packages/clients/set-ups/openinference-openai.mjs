import { OpenAIInstrumentation } from "@arizeai/openinference-instrumentation-openai";
import OpenAI from "openai";
import { openAiCases } from "./openai-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new OpenAIInstrumentation().manuallyInstrument(OpenAI);
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
