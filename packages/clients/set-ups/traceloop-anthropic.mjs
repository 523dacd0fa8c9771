import { AnthropicInstrumentation } from "@traceloop/instrumentation-anthropic";
import * as anthropic from "anthropic-sdk-0";
import { anthropicCases } from "./anthropic-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new AnthropicInstrumentation().manuallyInstrument(anthropic);
await runCases(anthropicCases((options) => new anthropic.Anthropic(options)));
await tracing.shutdown();
