import { z } from "zod";
import { dollars, MAX_DOLLARS, tokenCount } from "../fields/json-fields";

/** An optional text. LiteLLM writes an empty text for an unknown value. */
const optionalText = () => z.string("must be text").nullish();

const TIME = "must be a time: seconds since 1970, or text in ISO 8601";
const time = () => z.union([z.number(TIME), z.string(TIME)], TIME).nullish();

/** A count of cached or reasoning tokens. An invalid count is treated as absent. */
const finerCount = () => tokenCount().nullish().catch(null);

/** The part of Anthropic's cache writes that stays in the cache for an hour. */
const cacheWrites = z.object({ ephemeral_1h_input_tokens: finerCount() }).nullish().catch(null);

const usage = z
  .object({
    prompt_tokens_details: z
      .object({
        cached_tokens: finerCount(),
        cache_creation_tokens: finerCount(),
        cache_creation_token_details: cacheWrites,
        audio_tokens: finerCount(),
        image_tokens: finerCount(),
        web_search_requests: finerCount(),
      })
      .nullish()
      .catch(null),
    completion_tokens_details: z
      .object({
        reasoning_tokens: finerCount(),
        audio_tokens: finerCount(),
        image_tokens: finerCount(),
      })
      .nullish()
      .catch(null),
    cache_creation: cacheWrites,
    server_tool_use: z.object({ web_search_requests: finerCount() }).nullish().catch(null),
    service_tier: optionalText().catch(null),
    cache_read_input_tokens: finerCount(),
    cache_creation_input_tokens: finerCount(),
  })
  .nullish()
  .catch(null);

/** The metadata that the caller sent with the request. It may name the agent. */
const callerMetadata = z
  .object({
    agent_name: optionalText().catch(null),
    agent: optionalText().catch(null),
    agent_id: optionalText().catch(null),
  })
  .nullish()
  .catch(null);

/**
 * The fields of LiteLLM's StandardLoggingPayload that the endpoint reads, with LiteLLM's names. All other
 * fields, such as messages and responses, are dropped: https://docs.litellm.ai/docs/proxy/logging_spec
 */
export const standardLoggingPayload = z
  .object({
    id: z.string("must be text").min(1, "must be text").meta({
      description: "The provider's id of the response; for a failure, LiteLLM's id of the call.",
    }),
    status: z.enum(["success", "failure"], "must be success or failure").nullish(),
    call_type: optionalText(),
    trace_id: optionalText().meta({
      description:
        "The run: the session that the caller named, otherwise the request with its retries.",
    }),
    custom_llm_provider: optionalText().meta({
      description: "The company that served the model.",
    }),
    model: optionalText().meta({ description: "The model." }),
    api_base: optionalText()
      .catch(null)
      .meta({ description: "The URL that the call was sent to; it shows who sold the call." }),
    prompt_tokens: tokenCount().meta({
      description: "All input tokens, including cached ones.",
    }),
    completion_tokens: tokenCount().meta({ description: "All output tokens." }),
    total_tokens: finerCount(),
    response_cost: dollars().nullish().meta({
      description:
        "US dollars. 0 is taken for unknown, unless `hidden_params.response_cost` is 0 too or LiteLLM's own cache answered.",
    }),
    response_cost_failure_debug_info: z.unknown().optional(),
    cache_hit: z
      .unknown()
      .optional()
      .meta({ description: "true: the response came from LiteLLM's own cache." }),
    startTime: time(),
    endTime: time().meta({ description: "When the call happened; startTime when absent." }),
    request_tags: z
      .array(z.unknown())
      .nullish()
      .catch(null)
      .meta({ description: "A tag such as `agent:research` names the agent." }),
    metadata: z
      .object({
        user_api_key_alias: optionalText().catch(null),
        agent_id: optionalText().catch(null),
        requester_metadata: callerMetadata,
        spend_logs_metadata: callerMetadata,
        usage_object: usage,
      })
      .nullish()
      .catch(null),
    hidden_params: z.object({ response_cost: z.unknown().optional() }).nullish().catch(null),
    response: z
      .object({ usage, service_tier: optionalText().catch(null) })
      .nullish()
      .catch(null),
    model_parameters: z
      .object({ service_tier: optionalText().catch(null) })
      .nullish()
      .catch(null),
    cost_breakdown: z
      .object({
        input_cost: z.number().min(0).max(MAX_DOLLARS).nullish().catch(null),
        output_cost: z.number().min(0).max(MAX_DOLLARS).nullish().catch(null),
        tool_usage_cost: z.number().min(0).max(MAX_DOLLARS).nullish().catch(null),
      })
      .nullish()
      .catch(null),
  })
  .meta({
    id: "LiteLlmEntry",
    description: "One call, as LiteLLM's generic_api callback sends it.",
  });

export type StandardLoggingPayload = z.infer<typeof standardLoggingPayload>;
