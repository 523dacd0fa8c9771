/**
 * The names of the attributes that are read, by meaning. The current GenAI semantic conventions come
 * first, then their earlier versions, then the names of individual instrumentations. The first name
 * that a span or log record has is used.
 *
 * - `gen_ai.*`: https://github.com/open-telemetry/semantic-conventions-genai/blob/main/model/gen-ai/registry.yaml,
 *   before 2026 https://github.com/open-telemetry/semantic-conventions/blob/v1.36.0/docs/gen-ai/gen-ai-spans.md
 * - `ai.*`: the AI SDK, https://github.com/vercel/ai/blob/main/packages/otel/src/legacy-open-telemetry.ts
 * - `llm.usage.*`, `llm.request.type`, `traceloop.*`: OpenLLMetry, also LiteLLM,
 *   https://github.com/traceloop/openllmetry/blob/main/packages/opentelemetry-semantic-conventions-ai/opentelemetry/semconv_ai/__init__.py
 * - `llm.*`, `openinference.*`: https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md
 * - `gen_ai.usage.details.*`, `operation.cost`: Pydantic AI,
 *   https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/usage.py
 * - `gen_ai.usage.experimental.*`: Google's ADK, https://github.com/google/adk-python/blob/main/src/google/adk/telemetry/tracing.py
 * - `gen_ai.cost.*`: LiteLLM, https://github.com/BerriAI/litellm/blob/main/litellm/integrations/opentelemetry.py
 * - `gen_ai.usage.input_tokens.cached`, `gen_ai.function_id`, `sentry.op`: Sentry,
 *   https://github.com/getsentry/sentry-javascript/blob/develop/packages/core/src/tracing/ai/gen-ai-attributes.ts
 * - `langsmith.*`: LangSmith, https://github.com/langchain-ai/langsmith-sdk/blob/main/js/src/experimental/otel/constants.ts
 * - `langfuse.*`: Langfuse, https://github.com/langfuse/langfuse-js/blob/main/packages/core/src/constants.ts
 * - `genkit:*`: Genkit, https://github.com/firebase/genkit/blob/main/js/core/src/action.ts
 */
export const TOKENS = {
  input: [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "ai.usage.tokens",
    "llm.usage.prompt_tokens",
  ],
  output: [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
    "llm.usage.completion_tokens",
  ],
  cacheRead: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cache_read_tokens",
    "gen_ai.usage.cached_tokens",
    "gen_ai.usage.cached_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.prompt_tokens_details.cache_read",
    "gen_ai.usage.input_tokens_details.cached_tokens",
    "gen_ai.usage.input_tokens_details.cached",
    "gen_ai.usage.prompt_tokens_details.cached_tokens",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cache_read_input_tokens",
    "gen_ai.usage.details.cached_tokens",
    "gen_ai.usage.experimental.cached_tokens",
    "llm.token_count.prompt_details.cache_read",
    "ai.usage.inputTokenDetails.cacheReadTokens",
    "ai.usage.cachedInputTokens",
  ],
  cacheWrite: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.cache_write_input_tokens",
    "gen_ai.usage.cache_creation_tokens",
    "gen_ai.usage.cache_write_tokens",
    "gen_ai.usage.input_tokens.cache_write",
    "gen_ai.usage.prompt_tokens_details.cache_write",
    "gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.details.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
  ],
  reasoning: [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.reasoning_output_tokens",
    "gen_ai.usage.output_tokens.reasoning",
    "gen_ai.usage.completion_tokens_details.reasoning",
    "gen_ai.usage.output_tokens_details.reasoning_tokens",
    "gen_ai.usage.output_tokens_details.reasoning",
    "gen_ai.usage.completion_tokens_details.reasoning_tokens",
    "gen_ai.usage.details.reasoning_tokens",
    "gen_ai.usage.details.thoughts_tokens",
    "gen_ai.usage.experimental.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
    "ai.usage.outputTokenDetails.reasoningTokens",
    "ai.usage.reasoningTokens",
    "llm.usage.reasoning_tokens",
  ],
  /**
   * The part of the cache writes that stays in the cache for an hour, with the name from Anthropic's API.
   */
  cacheWrite1h: [
    "anthropic.usage.cache_creation.ephemeral_1h_input_tokens",
    "gen_ai.anthropic.usage.cache_creation.ephemeral_1h_input_tokens",
    "gen_ai.usage.cache_creation.ephemeral_1h_input_tokens",
    "gen_ai.usage.cache_creation_ephemeral_1h_input_tokens",
    "gen_ai.usage.ephemeral_1h_input_tokens",
    "gen_ai.usage.details.ephemeral_1h_input_tokens",
    "gen_ai.usage.input_tokens_details.ephemeral_1h_input_tokens",
    "gen_ai.usage.input_token_details.ephemeral_1h_input_tokens",
    "llm.token_count.prompt_details.ephemeral_1h_input_tokens",
    "llm.token_count.prompt_details.cache_write_1h",
  ],
  cacheWrite5m: [
    "anthropic.usage.cache_creation.ephemeral_5m_input_tokens",
    "gen_ai.anthropic.usage.cache_creation.ephemeral_5m_input_tokens",
    "gen_ai.usage.cache_creation.ephemeral_5m_input_tokens",
    "gen_ai.usage.cache_creation_ephemeral_5m_input_tokens",
    "gen_ai.usage.ephemeral_5m_input_tokens",
    "gen_ai.usage.details.ephemeral_5m_input_tokens",
  ],
  audioInput: [
    "llm.token_count.prompt_details.audio",
    "gen_ai.usage.input_tokens_details.audio_tokens",
    "gen_ai.usage.prompt_tokens_details.audio_tokens",
    "gen_ai.usage.input_audio_tokens",
    "gen_ai.usage.audio.input_tokens",
    "gen_ai.usage.details.input_audio_tokens",
    "gen_ai.usage.details.audio_prompt_tokens",
  ],
  imageInput: [
    "gen_ai.usage.input_tokens_details.image_tokens",
    "gen_ai.usage.prompt_tokens_details.image_tokens",
    "gen_ai.usage.input_image_tokens",
    "gen_ai.usage.details.image_prompt_tokens",
  ],
  audioOutput: [
    "llm.token_count.completion_details.audio",
    "gen_ai.usage.output_tokens_details.audio_tokens",
    "gen_ai.usage.completion_tokens_details.audio_tokens",
    "gen_ai.usage.output_audio_tokens",
    "gen_ai.usage.audio.output_tokens",
    "gen_ai.usage.details.output_audio_tokens",
    "gen_ai.usage.details.audio_candidates_tokens",
  ],
  imageOutput: [
    "gen_ai.usage.output_tokens_details.image_tokens",
    "gen_ai.usage.completion_tokens_details.image_tokens",
    "gen_ai.usage.output_image_tokens",
    "gen_ai.usage.details.image_candidates_tokens",
  ],
  total: [
    "gen_ai.usage.total_tokens",
    "llm.usage.total_tokens",
    "llm.token_count.total",
    "ai.usage.totalTokens",
  ],
} as const;

/** The attributes with the tier that served a call, then the attributes with the requested tier. */
export const SERVICE_TIER = [
  "openai.response.service_tier",
  "gen_ai.openai.response.service_tier",
  "gen_ai.response.service_tier",
  "anthropic.response.service_tier",
  "gen_ai.anthropic.response.service_tier",
  "gen_ai.usage.service_tier",
  "anthropic.usage.service_tier",
  "gen_ai.anthropic.usage.service_tier",
  "aws.bedrock.response.service_tier",
  "openai.request.service_tier",
  "gen_ai.openai.request.service_tier",
  "gen_ai.request.service_tier",
] as const;

/**
 * The attributes with the parameters of the request as JSON. The parameters may contain the requested
 * tier.
 */
export const REQUEST_PARAMETERS = [
  "llm.invocation_parameters",
  "langfuse.observation.model.parameters",
] as const;

/** The attributes with the number of web searches that the provider made for a call. */
export const WEB_SEARCHES = [
  "anthropic.usage.server_tool_use.web_search_requests",
  "gen_ai.anthropic.usage.server_tool_use.web_search_requests",
  "gen_ai.usage.server_tool_use.web_search_requests",
  "gen_ai.usage.web_search_requests",
  "gen_ai.usage.details.web_search_requests",
] as const;

export const MODEL = [
  "gen_ai.response.model",
  "llm.response.model_name",
  "ai.response.model",
  "llm.model_name",
  "embedding.model_name",
  "langfuse.observation.model.name",
  "gen_ai.request.model",
  "llm.request.model_name",
  "ai.model.id",
  "genkit:name",
] as const;

export const PROVIDER = [
  "gen_ai.provider.name",
  "gen_ai.system",
  "ai.model.provider",
  "llm.provider",
  "llm.system",
] as const;

/** The attributes with the host or URL that a call was sent to, from the conventions and from OpenLLMetry. */
export const ENDPOINT_ADDRESS = [
  "server.address",
  "url.full",
  "http.url",
  "net.peer.name",
  "gen_ai.openai.api_base",
  "llm.openai.api_base",
  "openai.api_base",
] as const;

/**
 * The frameworks that write their own name into the provider's attribute. For these, the provider is
 * derived from the model's name.
 */
export const FRAMEWORKS_AS_PROVIDERS: ReadonlySet<string> = new Set([
  "agno",
  "autogen",
  "crewai",
  "gcp.vertex.agent",
  "google_adk",
  "haystack",
  "langchain",
  "langgraph",
  "llamaindex",
  "llama_index",
  "microsoft.agent_framework",
  "openai_agents",
  "semantic_kernel",
  "strands-agents",
  "unknown",
]);

export const RESPONSE_ID = ["gen_ai.response.id", "ai.response.id"] as const;

/** The attributes with the conversation, session or thread of a call. */
export const RUN = [
  "gen_ai.conversation.id",
  "session.id",
  "langfuse.session.id",
  "traceloop.association.properties.session_id",
  "traceloop.association.properties.thread_id",
  "langsmith.metadata.session_id",
  "langsmith.metadata.thread_id",
  "genkit:sessionId",
  "ai.telemetry.metadata.sessionId",
  "ai.telemetry.metadata.threadId",
] as const;

/**
 * The attributes with the agent's name. `ai.telemetry.functionId` is the only name that a program can give
 * to an AI SDK call; Sentry renames it to `gen_ai.function_id`. LangChain adds `lc_agent_name` to all
 * spans of the agent.
 */
export const AGENT_NAME = [
  "gen_ai.agent.name",
  "agent.name",
  "ai.telemetry.functionId",
  "gen_ai.function_id",
  "langsmith.metadata.lc_agent_name",
] as const;

/**
 * Attributes with the agent's name that are read only on the span of an agent invocation. On other spans
 * they contain the name of a workflow or a node. They are from OpenLLMetry, OpenInference, and Pydantic
 * AI's first format.
 */
export const INVOCATION_NAME = [
  "traceloop.entity.name",
  "graph.node.name",
  "graph.node.id",
  "agent_name",
] as const;

/** The attributes of an agent's span in Pydantic AI's first format. That span has no operation. */
export const PYDANTIC_AGENT = { name: "agent_name", model: "model_name" } as const;

/**
 * The attributes that show what a span represents. The AI SDK's own attribute has priority, because the AI
 * SDK also writes the attribute of the conventions. LangSmith's own attribute has priority too, because
 * LangSmith writes the operation `chat` for the rendering of a prompt.
 */
export const KIND = {
  aiSdk: "ai.operationId",
  langSmith: "langsmith.span.kind",
  langfuse: "langfuse.observation.type",
  genkit: "genkit:metadata:subtype",
  operation: "gen_ai.operation.name",
  openInference: "openinference.span.kind",
  traceloop: "traceloop.span.kind",
  requestType: "llm.request.type",
  sentry: "sentry.op",
} as const;

/** The values of `gen_ai.operation.name` and `llm.request.type` that mean one model call. */
export const CALL_OPERATIONS: ReadonlySet<string> = new Set([
  "chat",
  "text_completion",
  "generate_content",
  "embeddings",
  // These values are from earlier conventions and from vendors.
  "completion",
  "embedding",
  "generate_text",
  "llm_request",
  "message",
  "realtime",
  "responses",
  // These values are LiteLLM's call types:
  // https://github.com/BerriAI/litellm/blob/main/litellm/types/utils.py
  "acompletion",
  "atext_completion",
  "aembedding",
  "aresponses",
  "anthropic_messages",
  "agenerate_content",
  "generate_content_stream",
  "agenerate_content_stream",
  "image_generation",
  "aimage_generation",
  "transcription",
  "atranscription",
  "speech",
  "aspeech",
  "rerank",
  "arerank",
  "moderation",
  "amoderation",
  "image_edit",
  "aimage_edit",
  "image_variation",
  "aimage_variation",
  // These values are from OpenLIT and from the AI SDK.
  "image",
  "audio",
  "decide",
]);

/**
 * The operations that providers do not charge for. A call of such an operation without counts costs
 * nothing.
 */
export const FREE_OPERATIONS: ReadonlySet<string> = new Set(["moderation", "amoderation"]);

/**
 * Matches the AI SDK's operations for media other than text, in lower case. Their spans contain no inner
 * span for the model call: https://github.com/vercel/ai/blob/main/packages/otel/src/open-telemetry.ts
 */
export const AI_SDK_MEDIA_OPERATION =
  /^ai\.(?:generate|stream)?(?:speech|image|video|transcribe|translate)$/;

/** The values of `gen_ai.operation.name` that mean an agent invocation. */
export const AGENT_OPERATIONS: ReadonlySet<string> = new Set(["invoke_agent"]);

/** The values of `gen_ai.operation.name` that mean the execution of a tool. */
export const TOOL_OPERATIONS: ReadonlySet<string> = new Set(["execute_tool", "mcp_tool_call"]);

/** Claude Code's span of a request to a model: https://code.claude.com/docs/en/monitoring-usage */
export const CLAUDE_CODE = {
  spanName: "claude_code.llm_request",
  toolSpan: /^claude_code\.tool\b/,
  requestId: "request_id",
  input: "input_tokens",
  output: "output_tokens",
  cacheRead: "cache_read_tokens",
  cacheWrite: "cache_creation_tokens",
} as const;

/**
 * The AI SDK's attribute with details from the provider, as JSON. In versions 3 to 5, no other attribute
 * has the cache counts.
 */
export const PROVIDER_METADATA = "ai.response.providerMetadata";

/**
 * An attribute of AI SDK 6 and later. On a span with this attribute, the input and output counts are
 * always complete.
 */
export const AI_SDK_COMPLETE_COUNTS = "ai.usage.inputTokenDetails.noCacheTokens";

/**
 * The attribute with the input count of AI SDK 4 and 5. In these versions, a call that is not streamed has
 * cached tokens only in the provider's metadata, or not at all.
 */
export const AI_SDK_5_INPUT = "ai.usage.promptTokens";

/**
 * The attributes with the cost in US dollars. `isZeroUnknown` is true for sources that write 0 when they
 * do not know a price, such as OpenLIT:
 * https://github.com/openlit/openlit/blob/main/sdk/python/src/openlit/__helpers.py
 */
export const COST = [
  { name: "gen_ai.usage.cost.amount", isZeroUnknown: false },
  { name: "gen_ai.usage.cost", isZeroUnknown: true },
  { name: "gen_ai.usage.total_cost", isZeroUnknown: true },
  { name: "gen_ai.cost.total_cost", isZeroUnknown: false },
  { name: "llm.cost.total", isZeroUnknown: true },
  { name: "operation.cost", isZeroUnknown: false },
  { name: "cost_usd", isZeroUnknown: false },
] as const;

/** The attributes that show whether the answer was streamed. */
export const STREAMS = [
  "gen_ai.request.stream",
  "gen_ai.request.is_stream",
  "llm.is_streaming",
] as const;

/** The attribute with a call's usage, as JSON: https://langfuse.com/docs/observability/features/token-and-cost-tracking */
export const LANGFUSE_USAGE = "langfuse.observation.usage_details";

/** The attribute with a call's cost in US dollars by kind of usage, as JSON. */
export const LANGFUSE_COST = "langfuse.observation.cost_details";

/** The attribute with the value `ERROR` for a failed call, whose span has no error status. */
export const LANGFUSE_LEVEL = "langfuse.observation.level";

/** The attribute that contains `error` for a failed call of Mastra, whose span has the status OK. */
export const FINISH_REASONS = "gen_ai.response.finish_reasons";

/**
 * The attributes with the provider's response in OpenInference's spans:
 * https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md
 */
export const OUTPUT_VALUE = { value: "output.value", type: "output.mime_type" } as const;

/** The attribute with the model's output and usage of a Genkit model action, as JSON. */
export const GENKIT_OUTPUT = "genkit:output";

/** The attributes with the details of LangSmith's token counts, as JSON. */
export const LANGSMITH_DETAILS = {
  input: "gen_ai.usage.input_token_details",
  output: "gen_ai.usage.output_token_details",
} as const;

export const COST_CURRENCY = "gen_ai.usage.cost.currency";

/**
 * The attributes and scopes of spans of databases, files and sockets. No model call is below such a span.
 */
export const LEAF_ATTRIBUTES = ["db.system.name", "db.system"] as const;
export const LEAF_SCOPES = /^@opentelemetry\/instrumentation-(?:fs|dns|net)$/;
