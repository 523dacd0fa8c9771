import * as anthropic from "@anthropic-ai/sdk";
import { AnthropicInstrumentation } from "@traceloop/instrumentation-anthropic";
import { anthropicCases } from "./anthropic-cases.mjs";
import { runCases } from "./run-cases.mjs";
import { startTracing } from "./start-tracing.mjs";

const tracing = startTracing();
new AnthropicInstrumentation().manuallyInstrument(anthropic);
// The SDK's own spans would be a second report of each call.
const options = { openTelemetry: false };
await runCases(anthropicCases((given) => new anthropic.Anthropic({ ...given, ...options })));
await tracing.shutdown();
