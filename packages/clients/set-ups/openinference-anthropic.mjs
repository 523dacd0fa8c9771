import Anthropic from "@anthropic-ai/sdk";
import { AnthropicInstrumentation } from "@arizeai/openinference-instrumentation-anthropic";
import { anthropicCases } from "./anthropic-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new AnthropicInstrumentation().manuallyInstrument(Anthropic);
await runCases(anthropicCases((options) => new Anthropic(options)));
await tracing.shutdown();
