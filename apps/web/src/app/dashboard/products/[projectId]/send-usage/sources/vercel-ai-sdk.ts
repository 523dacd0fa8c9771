import { lines, otlpVariables, type Source } from "./source";

/** https://ai-sdk.dev/docs/ai-sdk-core/telemetry */
export const vercelAiSdk: Source = {
  id: "vercel-ai-sdk",
  label: "Vercel AI SDK",
  docsUrl: "https://ai-sdk.dev/docs/ai-sdk-core/telemetry",
  stepsOf: (destination) => [
    {
      text: "Set these where your app runs:",
      snippet: { place: "Environment", text: lines(...otlpVariables(destination)) },
    },
    {
      text: "With version 7, install its OpenTelemetry package and register it once. Next.js runs this file by itself; elsewhere, import it first and call register().",
      snippet: { place: "instrumentation.ts, AI SDK 7", text: INSTRUMENTATION_7 },
    },
    {
      text: "With version 6, register only the exporter …",
      snippet: { place: "instrumentation.ts, AI SDK 6", text: INSTRUMENTATION_6 },
    },
    {
      text: "… and turn telemetry on in each call:",
      snippet: { place: "Each call, AI SDK 6", text: CALL_6 },
    },
  ],
  notes: [
    "functionId is the name of the agent here: give each agent its own. With version 7 it is in telemetry: { functionId: … }.",
    "Each model call is one charge; the usage that the surrounding spans repeat is not counted again.",
    "Prompts and responses are dropped when they arrive. recordInputs and recordOutputs prevent them from being sent at all.",
  ],
};

const INSTRUMENTATION_7 = lines(
  "// npm install @ai-sdk/otel @vercel/otel",
  'import { OpenTelemetry } from "@ai-sdk/otel";',
  'import { registerOTel } from "@vercel/otel";',
  'import { registerTelemetry } from "ai";',
  "",
  "export function register() {",
  '  registerOTel({ serviceName: "my-app" });',
  "  registerTelemetry(new OpenTelemetry());",
  "}",
);

const INSTRUMENTATION_6 = lines(
  "// npm install @vercel/otel",
  'import { registerOTel } from "@vercel/otel";',
  "",
  "export function register() {",
  '  registerOTel({ serviceName: "my-app" });',
  "}",
);

const CALL_6 = lines(
  "await generateText({",
  "  model,",
  "  prompt,",
  "  experimental_telemetry: {",
  "    isEnabled: true,",
  '    functionId: "research-agent",',
  "    recordInputs: false,",
  "    recordOutputs: false,",
  "  },",
  "});",
);
