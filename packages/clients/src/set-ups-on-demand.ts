import type { SetUp } from "./set-up";

const OPENINFERENCE = "@arizeai/openinference-instrumentation";

/** The client reports Anthropic's one-hour cache writes as if they were five-minute ones. */
const NO_HOUR = { "cached-hour": "how long cache writes are kept" } as const;
const TESTER = { agents: { "tool-loop": ["testing", "testing"] } } as const;

/** The set-ups that are not in `SET_UPS`. Only `npm run clients` installs their clients. */
export const SET_UPS_ON_DEMAND: readonly SetUp[] = [
  {
    id: "openinference-openai-3",
    name: "OpenInference 3 over OpenAI 5",
    packages: ["openinference-openai-3", "openai-5"],
    leavesOut: {
      stream: "the counts",
      "stream-without-usage": "the counts",
      embedding: "the counts",
    },
  },
  {
    id: "openinference-openai-2",
    name: "OpenInference 2 over OpenAI 4",
    packages: ["openinference-openai-2", "openai-4"],
    leavesOut: {
      stream: "the counts",
      "stream-without-usage": "the counts",
      embedding: "the counts",
    },
  },
  {
    id: "langgraph-openinference",
    name: "OpenInference over LangChain and LangGraph",
    packages: [
      `${OPENINFERENCE}-langchain`,
      "@langchain/core",
      "@langchain/langgraph",
      "@langchain/openai",
      "@langchain/anthropic",
    ],
    leavesOut: { "stream-without-usage": "the counts", embedding: "the call" },
    agents: { "tool-loop": ["documentation", "documentation"] },
  },
  {
    id: "traceloop-langchain",
    name: "Traceloop over LangChain and LangGraph",
    packages: ["@traceloop/instrumentation-langchain", "@langchain/core", "@langchain/langgraph"],
    leavesOut: {
      responses: "the counts",
      "stream-without-usage": "the counts",
      embedding: "the call",
      cached: "cached tokens",
      "cached-claude": "cached tokens",
      "cached-hour": "cached tokens",
    },
  },
  {
    id: "langfuse-langchain",
    name: "Langfuse over LangChain and LangGraph",
    packages: ["@langfuse/langchain", "@langfuse/otel", "@langchain/core", "@langchain/langgraph"],
    leavesOut: { "stream-without-usage": "the counts", ...NO_HOUR },
  },
  {
    id: "langfuse-openai-4",
    name: "Langfuse 4 over OpenAI 6",
    packages: ["langfuse-openai-4", "langfuse-otel-4", "openai-6"],
    leavesOut: { "stream-without-usage": "the counts", embedding: "the counts" },
  },
  {
    id: "langsmith",
    name: "LangSmith in OpenTelemetry mode",
    packages: ["langsmith", "openai"],
    leavesOut: {
      stream: "the call",
      "stream-without-usage": "the call",
      "responses-stream": "the call",
      embedding: "the call",
    },
  },
  {
    id: "traceloop-openai-0.22",
    name: "Traceloop 0.22 over OpenAI 5, which guesses the counts of streams",
    packages: ["traceloop-openai-0.22", "openai-5"],
    leavesOut: {
      cached: "cached tokens",
      embedding: "the call",
      stream: "that counts are guessed",
      "stream-without-usage": "that counts are guessed",
      responses: "the call",
      "cached-responses": "the call",
      "responses-stream": "the call",
    },
  },
  {
    id: "traceloop-and-openinference",
    name: "Traceloop and OpenInference over OpenAI",
    packages: ["@traceloop/instrumentation-openai", `${OPENINFERENCE}-openai`, "openai-6"],
    leavesOut: {
      stream: "the counts",
      "stream-without-usage": "the counts",
      embedding: "the counts",
    },
  },
  {
    id: "openai-agents",
    name: "OpenInference over OpenAI Agents",
    packages: [`${OPENINFERENCE}-openai-agents`, "@openai/agents", "openai"],
    agents: { "tool-loop": ["assistant", "assistant"], handoff: ["triage", "research"] },
  },
  {
    id: "ai-sdk-7",
    name: "AI SDK 7",
    packages: ["ai", "@ai-sdk/otel", "@ai-sdk/openai", "@ai-sdk/anthropic"],
    leavesOut: NO_HOUR,
    agents: { ...TESTER.agents, "stream-with-tools": ["testing", "testing"] },
  },
  {
    id: "ai-sdk-6",
    name: "AI SDK 6",
    packages: ["ai-6", "ai-sdk-openai-3", "ai-sdk-anthropic-3"],
    agents: { ...TESTER.agents, "stream-with-tools": ["testing", "testing"] },
  },
  {
    id: "ai-sdk-5",
    name: "AI SDK 5",
    packages: ["ai-5", "ai-sdk-openai-2", "ai-sdk-anthropic-2"],
    leavesOut: { cached: "cached tokens", "cached-responses": "cached tokens" },
    agents: { ...TESTER.agents, "stream-with-tools": ["testing", "testing"] },
  },
  {
    id: "langfuse-ai-sdk-7",
    name: "Langfuse over AI SDK 7",
    packages: ["@langfuse/vercel-ai-sdk", "@langfuse/otel", "ai"],
    leavesOut: NO_HOUR,
    ...TESTER,
  },
  {
    id: "gemini-ai-sdk-7",
    name: "AI SDK 7 over Gemini",
    packages: ["ai", "@ai-sdk/otel", "@ai-sdk/google"],
  },
  {
    id: "mastra",
    name: "Mastra",
    packages: ["@mastra/core", "@mastra/observability", "@mastra/otel-exporter"],
    ...TESTER,
  },
  { id: "strands", name: "Strands", packages: ["@strands-agents/sdk"], ...TESTER },
  {
    id: "strands-1.12",
    name: "Strands 1.12",
    packages: ["strands-1.12"],
    leavesOut: { cached: "cached tokens, as if there were none" },
    ...TESTER,
  },
  {
    id: "genkit",
    name: "Genkit",
    packages: ["genkit", "@genkit-ai/compat-oai"],
    leavesOut: { embedding: "the counts" },
    ...TESTER,
  },
  {
    id: "openlit",
    name: "OpenLIT over OpenAI and Anthropic",
    packages: ["openlit", "openai-6", "anthropic-sdk-0"],
    leavesOut: { "stream-without-usage": "exact counts" },
  },
  {
    id: "sentry-10",
    name: "Sentry 10 over OpenAI and Anthropic",
    packages: ["sentry-node-10", "openai-6", "anthropic-sdk-0"],
    leavesOut: { "stream-without-usage": "the counts" },
  },
];

/** The clients that no set-up runs, each with the reason. */
export const NOT_RUN: readonly { name: string; why: string }[] = [
  { name: "Sentry 11", why: "It has spans of its own and sends them to Sentry only." },
  {
    name: "LangChain with LangSmith in OpenTelemetry mode",
    why: "langsmith 0.12 sends no OpenTelemetry spans for it.",
  },
];
