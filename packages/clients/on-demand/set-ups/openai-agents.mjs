import { OpenAIAgentsInstrumentation } from "@arizeai/openinference-instrumentation-openai-agents";
import * as agents from "@openai/agents";
import OpenAI from "openai";
import { z } from "zod";
import { readAll } from "../../set-ups/openai-cases.mjs";
import { PROMPT, runCases } from "../../set-ups/run-cases.mjs";
import { startTracing } from "../../set-ups/start-tracing.mjs";

const tracing = startTracing();
new OpenAIAgentsInstrumentation({ tracerProvider: tracing }).manuallyInstrument(agents);

const look = agents.tool({
  name: "look",
  description: "Looks.",
  parameters: z.object({ q: z.string() }),
  execute: async () => "found",
});
const runnerAt = (url, useResponses = true) =>
  new agents.Runner({
    modelProvider: new agents.OpenAIProvider({
      openAIClient: new OpenAI({ baseURL: `${url}/v1`, apiKey: "none", maxRetries: 0 }),
      useResponses,
    }),
  });
const assistant = new agents.Agent({ name: "Assistant", model: "gpt-5", instructions: "Answer." });
const research = new agents.Agent({ name: "Research", model: "gpt-5", instructions: "Look." });
const triage = new agents.Agent({ name: "Triage", model: "gpt-5", handoffs: [research] });
const chat = (url) => runnerAt(url).run(assistant, PROMPT);

await runCases({
  chat,
  cached: chat,
  reasoning: chat,
  failed: chat,
  completions: (url) => runnerAt(url, false).run(assistant, PROMPT),
  stream: async (url) => readAll(await runnerAt(url).run(assistant, PROMPT, { stream: true })),
  "tool-loop": (url) =>
    runnerAt(url).run(
      new agents.Agent({ name: "Assistant", model: "gpt-5", tools: [look] }),
      PROMPT,
    ),
  handoff: (url) => runnerAt(url).run(triage, PROMPT),
});
await tracing.shutdown();
