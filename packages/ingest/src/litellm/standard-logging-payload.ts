import { z } from "zod";
import { dollars, MAX_DOLLARS, tokenCount } from "../fields/json-fields";

/**
 * Treats an invalid value as absent. `optional` comes last, because a payload lacks most of the fields, and
 * zod is fastest when the outermost part of a schema accepts an absent field.
 */
const ifValid = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullable().catch(null).optional();

/** An optional text. LiteLLM writes an empty text for an unknown value. */
const optionalText = () => z.string("must be text").nullish();
const textIfValid = () => ifValid(z.string());

const TIME = "must be a time: seconds since 1970, or text in ISO 8601";
const time = () => z.union([z.number(TIME), z.string(TIME)], TIME).nullish();

/** A count of cached or reasoning tokens. An invalid count is treated as absent. */
const finerCount = () => ifValid(tokenCount());

/** The part of Anthropic's cache writes that stays in the cache for an hour. */
const cacheWrites = ifValid(z.object({ ephemeral_1h_input_tokens: finerCount() }));

const usage = ifValid(
  z.object({
    prompt_tokens_details: ifValid(
      z.object({
        cached_tokens: finerCount(),
        cache_creation_tokens: finerCount(),
        cache_creation_token_details: cacheWrites,
        audio_tokens: finerCount(),
        image_tokens: finerCount(),
        web_search_requests: finerCount(),
      }),
    ),
    completion_tokens_details: ifValid(
      z.object({
        reasoning_tokens: finerCount(),
        audio_tokens: finerCount(),
        image_tokens: finerCount(),
      }),
    ),
    cache_creation: cacheWrites,
    server_tool_use: ifValid(z.object({ web_search_requests: finerCount() })),
    service_tier: textIfValid(),
    cache_read_input_tokens: finerCount(),
    cache_creation_input_tokens: finerCount(),
  }),
);

/** The metadata that the caller sent with the request. It may name the agent. */
const callerMetadata = ifValid(
  z.object({ agent_name: textIfValid(), agent: textIfValid(), agent_id: textIfValid() }),
);

const costOfPart = () => ifValid(z.number().min(0).max(MAX_DOLLARS));

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
    api_base: textIfValid().meta({
      description: "The URL that the call was sent to; it shows who sold the call.",
    }),
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
    request_tags: ifValid(z.array(z.unknown())).meta({
      description: "A tag such as `agent:research` names the agent.",
    }),
    metadata: ifValid(
      z.object({
        user_api_key_alias: textIfValid(),
        agent_id: textIfValid(),
        requester_metadata: callerMetadata,
        spend_logs_metadata: callerMetadata,
        usage_object: usage,
      }),
    ),
    hidden_params: ifValid(z.object({ response_cost: z.unknown().optional() })),
    response: ifValid(z.object({ usage, service_tier: textIfValid() })),
    model_parameters: ifValid(z.object({ service_tier: textIfValid() })),
    cost_breakdown: ifValid(
      z.object({
        input_cost: costOfPart(),
        output_cost: costOfPart(),
        tool_usage_cost: costOfPart(),
      }),
    ),
  })
  .meta({
    id: "LiteLlmEntry",
    description: "One call, as LiteLLM's generic_api callback sends it.",
  });

export type StandardLoggingPayload = z.infer<typeof standardLoggingPayload>;
