import type { TestSpan } from "./trace-request";

/**
 * A trace of a framework that the tests do not run. It was written by hand from the framework's source
 * code.
 */
export interface FrameworkTrace {
  framework: string;
  url: string;
  /** The spans, parents first. */
  spans: readonly TestSpan[];
  /** The input and output tokens of each call, by agent type. */
  agents: Readonly<Record<string, readonly [input: number, output: number]>>;
  run?: string;
  /** The warning that the sender should get; absent when no warning is expected. */
  message?: RegExp;
}

const ids = ["a1", "b1", "c1", "d1", "e1", "f1"].map((id) => id.padStart(16, "0"));
const [A = "", B = "", C = "", D = "", E = "", F = ""] = ids;

const usage = (input: number, output: number) => ({
  "gen_ai.usage.input_tokens": input,
  "gen_ai.usage.output_tokens": output,
});
const operation = (name: string, provider = "openai") => ({
  "gen_ai.operation.name": name,
  "gen_ai.provider.name": provider,
});

export const FRAMEWORKS: readonly FrameworkTrace[] = [
  {
    framework: "AI SDK 7, with steps between agent and call",
    url: "https://github.com/vercel/ai/blob/main/packages/otel/src/open-telemetry.ts",
    spans: [
      {
        id: A,
        name: "invoke_agent claude-sonnet-4-5",
        scope: "gen_ai",
        attributes: {
          ...operation("invoke_agent", "anthropic"),
          "gen_ai.agent.name": "weather-agent",
          ...usage(200, 80),
        },
      },
      {
        id: B,
        parent: A,
        name: "step 1",
        scope: "gen_ai",
        attributes: { "gen_ai.operation.name": "agent_step" },
      },
      {
        id: C,
        parent: B,
        scope: "gen_ai",
        attributes: {
          ...operation("chat", "anthropic"),
          "gen_ai.response.id": "msg_1",
          ...usage(100, 40),
        },
      },
      {
        id: D,
        parent: B,
        scope: "gen_ai",
        attributes: { "gen_ai.operation.name": "execute_tool" },
      },
      {
        id: E,
        parent: A,
        name: "step 2",
        scope: "gen_ai",
        attributes: { "gen_ai.operation.name": "agent_step" },
      },
      {
        id: F,
        parent: E,
        scope: "gen_ai",
        attributes: {
          ...operation("chat", "anthropic"),
          "gen_ai.response.id": "msg_2",
          ...usage(100, 40),
        },
      },
    ],
    agents: { weather_agent: [200, 80] },
  },
  {
    framework: "AI SDK 7 embeddings, whose outer span has no usage",
    url: "https://github.com/vercel/ai/blob/main/packages/otel/src/open-telemetry.ts",
    spans: [
      { id: A, scope: "gen_ai", service: "docs-writer", attributes: operation("embeddings") },
      {
        id: B,
        parent: A,
        scope: "gen_ai",
        service: "docs-writer",
        attributes: { ...operation("embeddings"), "gen_ai.usage.input_tokens": 7 },
      },
    ],
    agents: { documentation: [7, 0] },
  },
  {
    framework: "OpenAI Agents through OpenLLMetry, with a handoff",
    url: "https://github.com/traceloop/openllmetry/blob/main/packages/opentelemetry-instrumentation-openai-agents/opentelemetry/instrumentation/openai_agents/_hooks.py",
    spans: [
      {
        id: A,
        name: "Agent Workflow",
        attributes: {
          "traceloop.span.kind": "workflow",
          "traceloop.workflow.name": "Agent Workflow",
        },
      },
      {
        id: B,
        parent: A,
        name: "Triage Agent.agent",
        attributes: {
          ...operation("invoke_agent"),
          "traceloop.span.kind": "agent",
          "gen_ai.agent.name": "Triage Agent",
        },
      },
      {
        id: C,
        parent: B,
        name: "openai.response",
        attributes: { ...operation("chat"), ...usage(10, 1) },
      },
      {
        id: D,
        parent: B,
        name: "Triage Agent → Research Agent.handoff",
        attributes: operation("handoff"),
      },
      {
        id: E,
        parent: A,
        name: "Research Agent.agent",
        attributes: {
          ...operation("invoke_agent"),
          "traceloop.span.kind": "agent",
          "gen_ai.agent.name": "Research Agent",
        },
      },
      {
        id: F,
        parent: E,
        name: "openai.response",
        attributes: { ...operation("chat"), ...usage(20, 2) },
      },
    ],
    agents: { triage_agent: [10, 1], research: [20, 2] },
  },
  {
    framework: "OpenAI Agents through OpenInference, which names the agent as a node",
    url: "https://github.com/Arize-ai/openinference/blob/main/js/packages/openinference-instrumentation-openai-agents/src/processor.ts",
    spans: [
      {
        id: A,
        name: "Agent workflow",
        attributes: { "openinference.span.kind": "AGENT", "session.id": "a session" },
      },
      {
        id: B,
        parent: A,
        name: "Tester",
        attributes: { "openinference.span.kind": "AGENT", "graph.node.id": "Tester" },
      },
      {
        id: C,
        parent: B,
        name: "generation",
        attributes: {
          "openinference.span.kind": "LLM",
          "llm.model_name": "gpt-4o",
          "llm.token_count.prompt": 30,
          "llm.token_count.completion": 3,
          "llm.token_count.total": 33,
          "session.id": "a session",
        },
      },
    ],
    agents: { testing: [30, 3] },
    run: "a session",
  },
  {
    framework: "Pydantic AI",
    url: "https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/capabilities/instrumentation.py",
    spans: [
      {
        id: A,
        name: "invoke_agent security-reviewer",
        scope: "pydantic-ai",
        attributes: {
          ...operation("invoke_agent"),
          "gen_ai.agent.name": "security-reviewer",
          "gen_ai.conversation.id": "talk",
          ...usage(40, 4),
        },
      },
      {
        id: B,
        parent: A,
        scope: "pydantic-ai",
        attributes: {
          ...operation("chat"),
          "gen_ai.agent.name": "security-reviewer",
          "gen_ai.conversation.id": "talk",
          "operation.cost": 0.5,
          ...usage(40, 4),
        },
      },
    ],
    agents: { security: [40, 4] },
    run: "talk",
  },
  {
    framework: "Pydantic AI's first format",
    url: "https://github.com/pydantic/pydantic-ai/blob/v0.8.1/pydantic_ai_slim/pydantic_ai/agent/__init__.py",
    spans: [
      {
        id: A,
        name: "agent run",
        scope: "pydantic-ai",
        attributes: { model_name: "gpt-4o", agent_name: "designer", ...usage(40, 4) },
      },
      {
        id: B,
        parent: A,
        name: "chat gpt-4o",
        scope: "pydantic-ai",
        attributes: { "gen_ai.operation.name": "chat", "gen_ai.system": "openai", ...usage(40, 4) },
      },
    ],
    agents: { design: [40, 4] },
  },
  {
    framework: "Google's ADK",
    url: "https://github.com/google/adk-python/blob/v1.30.0/src/google/adk/telemetry/tracing.py",
    spans: [
      { id: A, name: "invocation", scope: "gcp.vertex.agent" },
      {
        id: B,
        parent: A,
        name: "invoke_agent writer",
        scope: "gcp.vertex.agent",
        attributes: {
          "gen_ai.operation.name": "invoke_agent",
          "gen_ai.agent.name": "writer",
          "gen_ai.conversation.id": "s-1",
        },
      },
      {
        id: C,
        parent: B,
        name: "call_llm",
        scope: "gcp.vertex.agent",
        attributes: {
          "gen_ai.system": "gcp.vertex.agent",
          "gen_ai.request.model": "gemini-2.5-flash",
          "gcp.vertex.agent.llm_request": "{}",
          ...usage(50, 5),
        },
      },
      {
        id: D,
        parent: C,
        name: "execute_tool (merged tools)",
        scope: "gcp.vertex.agent",
        attributes: { "gen_ai.operation.name": "execute_tool" },
      },
    ],
    agents: { writer: [50, 5] },
  },
  {
    framework: "Microsoft's Agent Framework",
    url: "https://github.com/microsoft/agent-framework/blob/main/python/packages/core/agent_framework/observability.py",
    spans: [
      {
        id: A,
        name: "invoke_agent Architect",
        scope: "agent_framework",
        attributes: {
          ...operation("invoke_agent", "microsoft.agent_framework"),
          "gen_ai.agent.name": "Architect",
          "gen_ai.agent.id": "1",
          ...usage(60, 6),
        },
      },
      {
        id: B,
        parent: A,
        name: "chat gpt-4o",
        scope: "agent_framework",
        attributes: { ...operation("chat"), "gen_ai.request.model": "gpt-4o", ...usage(60, 6) },
      },
    ],
    agents: { architect: [60, 6] },
  },
  {
    framework: "LangGraph through OpenLLMetry",
    url: "https://github.com/traceloop/openllmetry/blob/main/packages/opentelemetry-instrumentation-langchain/opentelemetry/instrumentation/langchain/patch.py",
    spans: [
      {
        id: A,
        name: "LangGraph.workflow",
        attributes: {
          ...operation("invoke_agent", "langchain"),
          "gen_ai.agent.name": "Compliance",
          "traceloop.span.kind": "workflow",
        },
      },
      {
        id: B,
        parent: A,
        name: "agent.task",
        attributes: { "gen_ai.operation.name": "execute_task", "traceloop.span.kind": "task" },
      },
      {
        id: C,
        parent: B,
        name: "ChatOpenAI.chat",
        attributes: { ...operation("chat"), "gen_ai.request.model": "gpt-4o", ...usage(70, 7) },
      },
    ],
    agents: { compliance: [70, 7] },
  },
  {
    framework: "Claude Code, with a subagent",
    url: "https://code.claude.com/docs/en/monitoring-usage",
    spans: [
      { id: A, name: "claude_code.interaction", attributes: { "session.id": "cc" } },
      {
        id: B,
        parent: A,
        name: "claude_code.llm_request",
        attributes: {
          "session.id": "cc",
          "gen_ai.system": "anthropic",
          request_id: "req_1",
          query_source: "repl_main_thread",
          input_tokens: 2,
          cache_read_tokens: 8,
          output_tokens: 5,
        },
      },
      { id: C, parent: A, name: "claude_code.tool" },
      {
        id: D,
        parent: C,
        name: "claude_code.llm_request",
        attributes: {
          "session.id": "cc",
          "gen_ai.system": "anthropic",
          request_id: "req_2",
          query_source: "agent:builtin:Explore",
          input_tokens: 3,
          output_tokens: 6,
        },
      },
    ],
    agents: { claude_code: [10, 5], explore: [3, 6] },
    run: "cc",
  },
  {
    framework: "the Claude Agent SDK through OpenInference, which reports usage only on the agent",
    url: "https://github.com/Arize-ai/openinference/blob/main/python/instrumentation/openinference-instrumentation-claude-agent-sdk/src/openinference/instrumentation/claude_agent_sdk/_wrappers.py",
    spans: [
      {
        id: A,
        name: "ClaudeAgentSDK.query",
        attributes: {
          "openinference.span.kind": "AGENT",
          "llm.model_name": "claude-opus-5",
          "llm.token_count.prompt": 80,
          "llm.token_count.completion": 8,
          "llm.cost.total": 0.2,
        },
      },
      { id: B, parent: A, name: "Read", attributes: { "openinference.span.kind": "TOOL" } },
    ],
    agents: {},
    message: /^Usage on 1 span that is not a model call was not counted/,
  },
];
