/**
 * Returns LiteLLM's StandardLoggingPayload of a successful call, with the fields and values of
 * https://github.com/BerriAI/litellm/blob/main/tests/logging_callback_tests/gcs_pub_sub_body/standard_logging_payload.json
 * (commit 055a04e0). The times are numbers, as in https://docs.litellm.ai/docs/proxy/logging_spec, and the
 * metadata has the usage that later versions add. Many fields that the endpoint does not read are left
 * out.
 */
export const successPayload = (change: Readonly<Record<string, unknown>> = {}) => ({
  id: "chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
  trace_id: "3ba1c2d4-trace",
  call_type: "acompletion",
  cache_hit: null,
  stream: true,
  status: "success",
  custom_llm_provider: "openai",
  saved_cache_cost: 0,
  startTime: 1779278396.847371,
  endTime: 1779278398.123954,
  completionStartTime: 1779278397.5,
  response_time: 0.65,
  model: "gpt-4o",
  metadata: {
    user_api_key_hash: "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
    user_api_key_alias: null,
    user_api_key_team_alias: null,
    spend_logs_metadata: null,
    requester_ip_address: "127.0.0.1",
    requester_metadata: {},
    usage_object: {
      prompt_tokens: 10,
      completion_tokens: 20,
      total_tokens: 30,
      prompt_tokens_details: null,
      completion_tokens_details: null,
    },
  },
  cache_key: null,
  response_cost: 0.00022500000000000002,
  total_tokens: 30,
  prompt_tokens: 10,
  completion_tokens: 20,
  request_tags: ["User-Agent: OpenAI", "User-Agent: OpenAI/Python"],
  end_user: "",
  api_base: "",
  model_group: "",
  model_id: "",
  messages: [{ role: "user", content: "Hello, secret world!" }],
  response: {
    id: "chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
    model: "gpt-4o",
    choices: [{ index: 0, message: { role: "assistant", content: "hi, secret" } }],
    usage: { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 },
  },
  model_parameters: { temperature: 0.2 },
  hidden_params: { model_id: null, response_cost: 0.00022500000000000002 },
  error_str: null,
  error_information: { error_code: "", error_class: "" },
  response_cost_failure_debug_info: null,
  ...change,
});

/**
 * Returns the payload of a failed call. It has LiteLLM's id of the call, no tokens and no cost, as the
 * payload from `get_standard_logging_object_payload` has (litellm/litellm_core_utils/litellm_logging.py).
 */
export const failurePayload = (change: Readonly<Record<string, unknown>> = {}) =>
  successPayload({
    id: "577bec2a-865c-4574-bb5b-62122436d768",
    status: "failure",
    response_cost: 0,
    total_tokens: 0,
    prompt_tokens: 0,
    completion_tokens: 0,
    response: {},
    hidden_params: { model_id: null, response_cost: null },
    metadata: { usage_object: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } },
    error_str: "litellm.RateLimitError: secret",
    error_information: { error_code: "429", error_class: "RateLimitError" },
    ...change,
  });
