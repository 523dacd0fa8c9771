import type { TestSpan } from "./trace-request";

/**
 * The span that one source writes for a call, according to the code at `url`. All sources report the same
 * call. It has 100 input tokens, of which 15 were read from a cache and 5 were written to it, and 40
 * output tokens, of which 12 are reasoning.
 */
export interface Generation {
  source: string;
  url: string;
  span: TestSpan;
  /** The values that the source does not report. */
  lacks?: readonly ("responseId" | "provider" | "cacheRead" | "cacheWrite" | "reasoning")[];
}

export const MODEL = "claude-sonnet-4-5-20250929";
export const RESPONSE_ID = "msg_013Zva2CMHLNnXjNJJKqJ2EF";

const CONVENTIONS = {
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "claude-sonnet-4-5",
  "gen_ai.response.model": MODEL,
  "gen_ai.response.id": RESPONSE_ID,
};
const AI_SDK = {
  "ai.operationId": "ai.streamText.doStream",
  "ai.model.provider": "anthropic.messages",
  "ai.model.id": "claude-sonnet-4-5",
  "ai.response.id": RESPONSE_ID,
  "ai.response.model": MODEL,
  "gen_ai.system": "anthropic.messages",
  "gen_ai.request.model": "claude-sonnet-4-5",
  "gen_ai.response.id": RESPONSE_ID,
  "gen_ai.response.model": MODEL,
};

export const GENERATIONS: readonly Generation[] = [
  {
    source: "the current GenAI conventions",
    url: "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/model/gen-ai/registry.yaml",
    span: {
      attributes: {
        ...CONVENTIONS,
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.cache_read.input_tokens": 15,
        "gen_ai.usage.cache_creation.input_tokens": 5,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.reasoning.output_tokens": 12,
      },
    },
  },
  {
    source: "the proposed rename of cache writes",
    url: "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/model/gen-ai/token-metrics.yaml",
    span: {
      attributes: {
        ...CONVENTIONS,
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.cache_read.input_tokens": 15,
        "gen_ai.usage.cache_write.input_tokens": 5,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.reasoning.output_tokens": 12,
      },
    },
  },
  {
    source: "the conventions up to 1.36",
    url: "https://github.com/open-telemetry/semantic-conventions/blob/v1.36.0/docs/gen-ai/gen-ai-spans.md",
    lacks: ["cacheRead", "cacheWrite", "reasoning"],
    span: {
      attributes: {
        ...CONVENTIONS,
        "gen_ai.system": "anthropic",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
      },
    },
  },
  {
    source: "the conventions up to 1.26",
    url: "https://github.com/open-telemetry/semantic-conventions/blob/v1.26.0/docs/gen-ai/gen-ai-spans.md",
    lacks: ["cacheRead", "cacheWrite", "reasoning"],
    span: {
      attributes: {
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.response.model": MODEL,
        "gen_ai.response.id": RESPONSE_ID,
        "gen_ai.usage.prompt_tokens": 100,
        "gen_ai.usage.completion_tokens": 40,
      },
    },
  },
  {
    source: "OpenLLMetry in Python",
    url: "https://github.com/traceloop/openllmetry/blob/main/packages/opentelemetry-instrumentation-anthropic/opentelemetry/instrumentation/anthropic/__init__.py",
    lacks: ["reasoning"],
    span: {
      scope: "opentelemetry.instrumentation.anthropic",
      version: "0.40.0",
      attributes: {
        "llm.request.type": "chat",
        "gen_ai.system": "Anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.response.model": MODEL,
        "gen_ai.response.id": RESPONSE_ID,
        "gen_ai.usage.prompt_tokens": 100,
        "gen_ai.usage.completion_tokens": 40,
        "llm.usage.total_tokens": 140,
        "gen_ai.usage.cache_read_input_tokens": 15,
        "gen_ai.usage.cache_creation_input_tokens": 5,
      },
    },
  },
  {
    source: "OpenLLMetry in JavaScript, whose input count excludes the cache",
    url: "https://github.com/traceloop/openllmetry-js/blob/v0.27.0/packages/instrumentation-anthropic/src/instrumentation.ts",
    lacks: ["reasoning"],
    span: {
      scope: "@traceloop/instrumentation-anthropic",
      version: "0.27.0",
      attributes: {
        ...CONVENTIONS,
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": 80,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.total_tokens": 120,
        "gen_ai.usage.cache_read.input_tokens": 15,
        "gen_ai.usage.cache_creation.input_tokens": 5,
      },
    },
  },
  {
    source:
      "an unknown instrumentation whose input count excludes the cache and whose total includes it",
    url: "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html",
    lacks: ["reasoning"],
    span: {
      attributes: {
        ...CONVENTIONS,
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": 80,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.total_tokens": 140,
        "gen_ai.usage.cache_read_input_tokens": 15,
        "gen_ai.usage.cache_write_input_tokens": 5,
      },
    },
  },
  {
    source: "OpenInference",
    url: "https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md",
    lacks: ["responseId"],
    span: {
      attributes: {
        "openinference.span.kind": "LLM",
        "llm.provider": "anthropic",
        "llm.system": "anthropic",
        "llm.model_name": MODEL,
        "llm.token_count.prompt": 100,
        "llm.token_count.prompt_details.cache_read": 15,
        "llm.token_count.prompt_details.cache_write": 5,
        "llm.token_count.completion": 40,
        "llm.token_count.completion_details.reasoning": 12,
        "llm.token_count.total": 140,
      },
    },
  },
  {
    source: "AI SDK 6",
    url: "https://github.com/vercel/ai/blob/main/packages/otel/src/legacy-open-telemetry.ts",
    span: {
      scope: "ai",
      attributes: {
        ...AI_SDK,
        "ai.usage.inputTokens": 100,
        "ai.usage.inputTokenDetails.noCacheTokens": 80,
        "ai.usage.inputTokenDetails.cacheReadTokens": 15,
        "ai.usage.inputTokenDetails.cacheWriteTokens": 5,
        "ai.usage.outputTokens": 40,
        "ai.usage.outputTokenDetails.reasoningTokens": 12,
        "ai.usage.reasoningTokens": 12,
        "ai.usage.cachedInputTokens": 15,
        "ai.usage.totalTokens": 140,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
      },
    },
  },
  {
    source: "an object of AI SDK 6, whose cache counts are only in the provider metadata",
    url: "https://github.com/vercel/ai/blob/ai%406.0.0/packages/ai/src/generate-object/generate-object.ts",
    lacks: ["reasoning"],
    span: {
      scope: "ai",
      attributes: {
        ...AI_SDK,
        "ai.operationId": "ai.generateObject.doGenerate",
        "ai.usage.promptTokens": 100,
        "ai.usage.completionTokens": 40,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "ai.response.providerMetadata": JSON.stringify({
          anthropic: {
            usage: {
              input_tokens: 80,
              cache_read_input_tokens: 15,
              cache_creation_input_tokens: 5,
            },
            cacheCreationInputTokens: 5,
          },
        }),
      },
    },
  },
  {
    source: "AI SDK 5, whose input count is Anthropic's and excludes the cache",
    url: "https://github.com/vercel/ai/blob/ai%405.0.0/packages/anthropic/src/anthropic-messages-language-model.ts",
    lacks: ["reasoning"],
    span: {
      scope: "ai",
      attributes: {
        ...AI_SDK,
        "ai.usage.inputTokens": 80,
        "ai.usage.outputTokens": 40,
        "ai.usage.totalTokens": 120,
        "ai.usage.cachedInputTokens": 15,
        "gen_ai.usage.input_tokens": 80,
        "gen_ai.usage.output_tokens": 40,
        "ai.response.providerMetadata": JSON.stringify({
          anthropic: {
            usage: {
              input_tokens: 80,
              cache_read_input_tokens: 15,
              cache_creation_input_tokens: 5,
            },
            cacheCreationInputTokens: 5,
          },
        }),
      },
    },
  },
  {
    source: "AI SDK 4, whose cache counts are only in the provider metadata",
    url: "https://github.com/vercel/ai/blob/ai%404.3.19/packages/anthropic/src/anthropic-messages-language-model.ts",
    lacks: ["reasoning"],
    span: {
      scope: "ai",
      attributes: {
        ...AI_SDK,
        "ai.usage.promptTokens": 80,
        "ai.usage.completionTokens": 40,
        "gen_ai.usage.input_tokens": 80,
        "gen_ai.usage.output_tokens": 40,
        "ai.response.providerMetadata": JSON.stringify({
          anthropic: { cacheReadInputTokens: 15, cacheCreationInputTokens: 5 },
        }),
      },
    },
  },
  {
    source: "AI SDK 7",
    url: "https://github.com/vercel/ai/blob/main/packages/otel/src/open-telemetry.ts",
    lacks: ["reasoning"],
    span: {
      scope: "gen_ai",
      attributes: {
        ...CONVENTIONS,
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.cache_read.input_tokens": 15,
        "gen_ai.usage.cache_creation.input_tokens": 5,
      },
    },
  },
  {
    source: "Pydantic AI",
    url: "https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/usage.py",
    span: {
      scope: "pydantic-ai",
      attributes: {
        ...CONVENTIONS,
        "gen_ai.system": "anthropic",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.details.cache_read_tokens": 15,
        "gen_ai.usage.details.cache_write_tokens": 5,
        "gen_ai.usage.details.reasoning_tokens": 12,
      },
    },
  },
  {
    source: "Google's ADK with Claude on Vertex, whose output count excludes reasoning",
    url: "https://github.com/google/adk-python/blob/v1.30.0/src/google/adk/telemetry/tracing.py",
    lacks: ["provider", "responseId", "cacheWrite"],
    span: {
      scope: "gcp.vertex.agent",
      name: "call_llm",
      attributes: {
        "gen_ai.system": "gcp.vertex.agent",
        "gen_ai.request.model": MODEL,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 28,
        "gen_ai.usage.total_tokens": 140,
        "gen_ai.usage.experimental.reasoning_tokens": 12,
        "gen_ai.usage.experimental.cached_tokens": 15,
      },
    },
  },
  {
    source: "Strands",
    url: "https://github.com/strands-agents/sdk-typescript/blob/main/src/telemetry/tracer.ts",
    lacks: ["provider", "responseId", "reasoning"],
    span: {
      scope: "strands-agents",
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.system": "strands-agents",
        "gen_ai.request.model": MODEL,
        "gen_ai.usage.prompt_tokens": 80,
        "gen_ai.usage.input_tokens": 80,
        "gen_ai.usage.completion_tokens": 40,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.total_tokens": 140,
        "gen_ai.usage.cache_read_input_tokens": 15,
        "gen_ai.usage.cache_write_input_tokens": 5,
      },
    },
  },
  {
    source: "Mastra",
    url: "https://github.com/mastra-ai/mastra/blob/main/observability/otel-exporter/src/gen-ai-semantics.ts",
    span: {
      attributes: {
        ...CONVENTIONS,
        "gen_ai.provider.name": "anthropic",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.reasoning_tokens": 12,
        "gen_ai.usage.cache_read.input_tokens": 15,
        "gen_ai.usage.cache_creation.input_tokens": 5,
      },
    },
  },
  {
    source: "LiteLLM's OpenTelemetry callback, which writes missing values as empty text",
    url: "https://github.com/BerriAI/litellm/blob/main/litellm/integrations/opentelemetry.py",
    lacks: ["cacheRead", "cacheWrite", "reasoning"],
    span: {
      scope: "litellm",
      name: "litellm_request",
      attributes: {
        "gen_ai.operation.name": "acompletion",
        "llm.request.type": "acompletion",
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.response.model": MODEL,
        "gen_ai.response.id": RESPONSE_ID,
        "gen_ai.usage.total_tokens": "",
        "gen_ai.usage.output_tokens": "40",
        "gen_ai.usage.input_tokens": "100",
      },
    },
  },
  {
    source: "LangSmith",
    url: "https://github.com/langchain-ai/langsmith-sdk/blob/main/js/src/experimental/otel/constants.ts",
    lacks: ["responseId", "cacheRead", "cacheWrite", "reasoning"],
    span: {
      attributes: {
        "langsmith.span.kind": "llm",
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": MODEL,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.total_tokens": 140,
      },
    },
  },
  {
    source: "LangSmith with the details of LangChain's counts",
    url: "https://github.com/langchain-ai/langsmith-sdk/blob/main/js/src/experimental/otel/translator.ts",
    span: {
      attributes: {
        "langsmith.span.kind": "llm",
        "gen_ai.operation.name": "chat",
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.response.model": MODEL,
        "gen_ai.response.id": RESPONSE_ID,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.total_tokens": 140,
        "gen_ai.usage.input_token_details": '{"cache_read":15,"cache_creation":5}',
        "gen_ai.usage.output_token_details": '{"reasoning":12}',
      },
    },
  },
  {
    source: "Langfuse's SDK, whose counts exclude their parts",
    url: "https://github.com/langfuse/langfuse-js/blob/main/packages/langchain/src/CallbackHandler.ts",
    lacks: ["responseId", "provider"],
    span: {
      scope: "langfuse-sdk",
      version: "5.11.1",
      name: "ChatAnthropic",
      attributes: {
        "langfuse.observation.type": "generation",
        "langfuse.observation.model.name": MODEL,
        "langfuse.observation.usage_details":
          '{"input":80,"output":28,"total":140,"input_cache_read":15,"input_cache_creation":5,"output_reasoning":12}',
      },
    },
  },
  {
    source: "Langfuse's SDK with Anthropic's names and without a total",
    url: "https://langfuse.com/docs/observability/features/token-and-cost-tracking",
    lacks: ["responseId", "provider", "reasoning"],
    span: {
      scope: "langfuse-sdk",
      attributes: {
        "langfuse.observation.type": "generation",
        "langfuse.observation.model.name": MODEL,
        "langfuse.observation.usage_details":
          '{"input":80,"output":40,"cache_read_input_tokens":15,"cache_creation_input_tokens":5}',
      },
    },
  },
  {
    source: "Genkit, whose counts are in the output of the model",
    url: "https://github.com/firebase/genkit/blob/main/js/ai/src/model-types.ts",
    lacks: ["responseId", "provider", "cacheWrite"],
    span: {
      scope: "genkit-tracer",
      name: MODEL,
      attributes: {
        "genkit:type": "action",
        "genkit:metadata:subtype": "model",
        "genkit:name": MODEL,
        "genkit:output": JSON.stringify({
          message: { role: "model", content: [{ text: "hi" }] },
          usage: {
            inputTokens: 100,
            outputTokens: 28,
            thoughtsTokens: 12,
            cachedContentTokens: 15,
            totalTokens: 140,
          },
        }),
      },
    },
  },
  {
    source: "Sentry",
    url: "https://github.com/getsentry/sentry-javascript/blob/develop/packages/core/src/tracing/ai/gen-ai-attributes.ts",
    span: {
      attributes: {
        "sentry.op": "gen_ai.chat",
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.response.model": MODEL,
        "gen_ai.response.id": RESPONSE_ID,
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 40,
        "gen_ai.usage.total_tokens": 140,
        "gen_ai.usage.input_tokens.cached": 15,
        "gen_ai.usage.input_tokens.cache_write": 5,
        "gen_ai.usage.output_tokens.reasoning": 12,
      },
    },
  },
  {
    source: "Claude Code's spans",
    url: "https://code.claude.com/docs/en/monitoring-usage",
    lacks: ["reasoning"],
    span: {
      scope: "com.anthropic.claude_code.tracing",
      name: "claude_code.llm_request",
      attributes: {
        "span.type": "llm_request",
        model: MODEL,
        "gen_ai.system": "anthropic",
        "gen_ai.request.model": MODEL,
        request_id: RESPONSE_ID,
        "gen_ai.response.id": RESPONSE_ID,
        input_tokens: 80,
        output_tokens: 40,
        cache_read_tokens: 15,
        cache_creation_tokens: 5,
      },
    },
  },
];
