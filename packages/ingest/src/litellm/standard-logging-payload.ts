import { z } from "zod";
import { dollars, tokenCount } from "../fields/json-fields";

/** LiteLLM writes an empty text for what it does not know. */
const said = () => z.string("must be text").nullish();

const TIME = "must be a time: seconds since 1970, or text in ISO 8601";
const time = () => z.union([z.number(TIME), z.string(TIME)], TIME).nullish();

/** A detail of the usage that makes no sense is as good as none. */
const detail = () => tokenCount().nullish().catch(null);

const usage = z
  .object({
    prompt_tokens_details: z
      .object({ cached_tokens: detail(), cache_creation_tokens: detail() })
      .nullish()
      .catch(null),
    completion_tokens_details: z.object({ reasoning_tokens: detail() }).nullish().catch(null),
    cache_read_input_tokens: detail(),
    cache_creation_input_tokens: detail(),
  })
  .nullish()
  .catch(null);

/** What a caller has sent along; names of agents are looked for in it. */
const callersOwn = z
  .object({
    agent_name: said().catch(null),
    agent: said().catch(null),
    agent_id: said().catch(null),
  })
  .nullish()
  .catch(null);

/**
 * What is read of LiteLLM's StandardLoggingPayload, under its own names; all else of it, messages and
 * answers among it, is dropped unread: https://docs.litellm.ai/docs/proxy/logging_spec
 */
export const liteLlmEntry = z
  .object({
    id: z.string("must be text").min(1, "must be text").meta({
      description: "The provider's id of the response; of a failure, LiteLLM's id of the call.",
    }),
    status: z.enum(["success", "failure"], "must be success or failure").nullish(),
    call_type: said(),
    trace_id: said().meta({
      description: "The run: the session that the caller named, else the request with its retries.",
    }),
    custom_llm_provider: said().meta({ description: "Who served the model." }),
    model: said().meta({ description: "The model." }),
    prompt_tokens: tokenCount().meta({ description: "All input, cached input included." }),
    completion_tokens: tokenCount().meta({ description: "All output." }),
    total_tokens: detail(),
    response_cost: dollars().nullish().meta({
      description: "US dollars. 0 beside `response_cost_failure_debug_info` is not known.",
    }),
    response_cost_failure_debug_info: z.unknown().optional(),
    cache_hit: z.unknown().optional().meta({ description: "true: LiteLLM's own cache answered." }),
    startTime: time(),
    endTime: time().meta({ description: "When it happened; without one, startTime." }),
    request_tags: z
      .array(z.unknown())
      .nullish()
      .catch(null)
      .meta({ description: "A tag such as `agent:research` names the agent." }),
    metadata: z
      .object({
        user_api_key_alias: said().catch(null),
        agent_id: said().catch(null),
        requester_metadata: callersOwn,
        spend_logs_metadata: callersOwn,
        usage_object: usage,
      })
      .nullish()
      .catch(null),
    hidden_params: z.object({ response_cost: z.unknown().optional() }).nullish().catch(null),
    response: z.object({ usage }).nullish().catch(null),
  })
  .meta({
    id: "LiteLlmEntry",
    description: "One call, as LiteLLM's generic_api callback sends it.",
  });

export type LiteLlmEntry = z.infer<typeof liteLlmEntry>;
