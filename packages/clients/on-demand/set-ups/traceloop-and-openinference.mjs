import { OpenAIInstrumentation as OpenInference } from "@arizeai/openinference-instrumentation-openai";
import { OpenAIInstrumentation as Traceloop } from "@traceloop/instrumentation-openai";
import OpenAI from "openai-6";
import { openAiCases } from "../../set-ups/openai-cases.mjs";
import { runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";

const tracing = startTracing();
new Traceloop().manuallyInstrument(OpenAI);
new OpenInference().manuallyInstrument(OpenAI);
await runCases(openAiCases((options) => new OpenAI(options)));
await tracing.shutdown();
