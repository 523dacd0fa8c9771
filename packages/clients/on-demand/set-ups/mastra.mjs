import { Agent } from "@mastra/core/agent";
import { Mastra } from "@mastra/core/mastra";
import { createTool } from "@mastra/core/tools";
import { Observability } from "@mastra/observability";
import { OtelExporter } from "@mastra/otel-exporter";
import { createAnthropic } from "ai-sdk-anthropic-3";
import { createOpenAI } from "ai-sdk-openai-3";
import { z } from "zod";
import { readAll } from "../../set-ups/openai-cases.mjs";
import { PROMPT, runCases } from "../../set-ups/run-cases.mjs";

const [, authorization] = (process.env.OTEL_EXPORTER_OTLP_HEADERS ?? "").split("=");
const exporter = new OtelExporter({
  provider: {
    custom: {
      endpoint: `${process.env.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces`,
      headers: { authorization: decodeURIComponent(authorization) },
      protocol: "http/protobuf",
    },
  },
  batchSize: 1,
});
const observability = new Observability({
  configs: { otel: { serviceName: "shop", exporters: [exporter] } },
});
const look = createTool({
  id: "look",
  description: "Looks.",
  inputSchema: z.object({ q: z.string() }),
  execute: async () => ({ found: true }),
});
const mastraWith = (agents) => new Mastra({ agents, observability, logger: false });
const agentOf = (model, tools = {}) =>
  mastraWith({
    tester: new Agent({
      id: "tester",
      name: "tester",
      instructions: "Answer.",
      model,
      tools,
      maxRetries: 0,
    }),
  }).getAgent("tester");
const gpt = (url, name = "gpt-4o") =>
  createOpenAI({ baseURL: `${url}/v1`, apiKey: "none" }).chat(name);
const claude = (url) =>
  createAnthropic({ baseURL: `${url}/v1`, apiKey: "none" })("claude-sonnet-4-5");
const chat = (url) => agentOf(gpt(url)).generate(PROMPT);

await runCases({
  chat,
  cached: chat,
  failed: chat,
  reasoning: (url) => agentOf(gpt(url, "gpt-5")).generate(PROMPT),
  stream: async (url) => readAll((await agentOf(gpt(url)).stream(PROMPT)).textStream),
  "tool-loop": (url) => agentOf(gpt(url), { look }).generate(PROMPT),
  "claude-chat": (url) => agentOf(claude(url)).generate(PROMPT),
  "cached-claude": (url) => agentOf(claude(url)).generate(PROMPT),
});
await exporter.shutdown();
