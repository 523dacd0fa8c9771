import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { OpenTelemetry } from "@ai-sdk/otel";
import { generateText, registerTelemetry, stepCountIs, streamText, tool } from "ai";
import { readAll } from "../../set-ups/openai-cases.mjs";
import { PROMPT, runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";
import { QUESTION } from "./ai-sdk-cases.mjs";

const tracing = startTracing();
registerTelemetry(new OpenTelemetry());
const look = tool({ inputSchema: QUESTION, execute: async () => "found" });
const callAt = (url) => ({
  model: createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey: "none" })("gemini-2.5-flash"),
  prompt: PROMPT,
  maxRetries: 0,
});
const chat = (url) => generateText(callAt(url));
await runCases({
  chat,
  cached: chat,
  reasoning: chat,
  failed: chat,
  "tool-loop": (url) => generateText({ ...callAt(url), tools: { look }, stopWhen: stepCountIs(3) }),
  stream: (url) => readAll(streamText(callAt(url)).textStream),
});
await tracing.shutdown();
