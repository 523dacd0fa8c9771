import { csv, DAY, jsonLines, testExports } from "../../../testing/export-suite";

const OBSERVATION = {
  id: "8f2c1d3e4b5a6978",
  traceId: "0af7651916cd43dd8448eb211c80319c",
  type: "GENERATION",
  startTime: `${DAY}T10:00:00.000Z`,
  endTime: `${DAY}T10:00:01.000Z`,
  model: "gpt-4o",
  input: [{ role: "user", content: "hi" }],
  usageDetails: { input: 600, input_cached_tokens: 400, output: 100, total: 1100 },
};
const SPEND_LOG = {
  request_id: "chatcmpl-BXXXXXXXXXXXXXXXXXXXXXXXX",
  call_type: "acompletion",
  api_key: "hash",
  spend: 0.00225,
  total_tokens: 1100,
  prompt_tokens: 1000,
  completion_tokens: 100,
  startTime: `${DAY}T10:00:00Z`,
  endTime: `${DAY}T10:00:02Z`,
  model: "gpt-5",
  custom_llm_provider: "openai",
  cache_hit: "False",
  metadata: { user_api_key_alias: "shop", usage_object: { cache_read_input_tokens: 200 } },
};

testExports([
  [
    "generations of OpenRouter",
    {
      title: "OpenRouter activity",
      content: csv(
        [
          "generation_id",
          "created_at",
          "cost_total",
          "byok_usage_inference",
          "tokens_prompt",
          "tokens_completion",
          "tokens_reasoning",
          "tokens_cached",
          "model_permaslug",
          "variant",
        ],
        [
          "gen-1795514400-AAAAAAAAAAAAAAAAAAAA",
          `${DAY} 10:00:00.123`,
          "0.0123",
          "0",
          1000,
          100,
          60,
          400,
          "openai/gpt-5",
          "standard",
        ],
        [
          "gen-1795514401-BBBBBBBBBBBBBBBBBBBB",
          `${DAY} 10:00:01.123`,
          "0.0001",
          "0.002",
          10,
          10,
          0,
          0,
          "openai/gpt-5",
          "nitro",
        ],
      ),
      calls: [
        { amount: 12_300n, input: 1000n, read: 400n, reasoning: 60n, provider: "openrouter" },
        { amount: 2100n, model: "openai/gpt-5:nitro" },
      ],
    },
  ],
  [
    "one generation of OpenRouter's API",
    {
      title: "OpenRouter generation",
      content: JSON.stringify({
        data: {
          id: "gen-3bhGkxlo4XFrqiabUM7NDtwDzWwG",
          upstream_id: "chatcmpl-791bcf62-080e-4568-87d0-94c72e3b4946",
          total_cost: 0.0015,
          cache_discount: 0.0002,
          upstream_inference_cost: 0.0012,
          created_at: `${DAY}T10:00:00.433273+00:00`,
          model: "sao10k/l3-stheno-8b",
          provider_name: "Infermatic",
          provider_responses: [{ status: 200 }],
          tokens_prompt: 12,
          tokens_completion: 30,
          native_tokens_prompt: 10,
          native_tokens_completion: 25,
          native_tokens_completion_images: 0,
          native_tokens_reasoning: 5,
          native_tokens_cached: 3,
          num_media_prompt: 1,
          num_input_audio_prompt: 0,
          num_search_results: 5,
          usage: 0.0015,
          is_byok: false,
        },
      }),
      calls: [
        {
          amount: 1500n,
          input: 10n,
          read: 3n,
          reasoning: 5n,
          model: "sao10k/l3-stheno-8b",
          provider: "openrouter",
        },
      ],
    },
  ],
  [
    "days of OpenRouter",
    {
      title: "OpenRouter daily activity",
      content: JSON.stringify({
        data: [
          {
            date: DAY,
            model: "openai/gpt-4.1",
            endpoint_id: "e",
            provider_name: "OpenAI",
            usage: 0.1,
            byok_usage_inference: 0.05,
            requests: 1,
            prompt_tokens: 10,
            completion_tokens: 20,
            reasoning_tokens: 25,
          },
        ],
      }),
      calls: [{ amount: 150_000n, input: 10n, output: 20n, reasoning: null }],
    },
  ],
  [
    "LiteLLM's spend logs as JSON",
    {
      title: "LiteLLM spend logs",
      content: JSON.stringify([
        SPEND_LOG,
        {
          ...SPEND_LOG,
          request_id: "x",
          status: "failure",
          spend: 0,
          prompt_tokens: 0,
          completion_tokens: 0,
        },
      ]),
      calls: [{ amount: 2250n, input: 1000n, read: 200n, output: 100n, provider: "openai" }],
    },
  ],
  [
    "LiteLLM's spend logs as CSV",
    {
      title: "LiteLLM spend logs",
      content: csv(
        Object.keys(SPEND_LOG),
        Object.values(SPEND_LOG).map((value) =>
          typeof value === "object" ? JSON.stringify(value) : value,
        ),
      ),
      calls: [{ amount: 2250n, input: 1000n, read: 200n }],
    },
  ],
  [
    "Langfuse's observations as JSON, of which only generations are calls",
    {
      title: "Langfuse observations",
      content: JSON.stringify([
        { ...OBSERVATION, id: "s", type: "SPAN", usageDetails: {} },
        OBSERVATION,
        {
          ...OBSERVATION,
          id: "t",
          usageDetails: { input: 1000, input_cached_tokens: 400, output: 100, total: 1100 },
          totalCost: 0.5,
        },
      ]),
      calls: [
        // 600 tokens at $2.50, 400 at $1.25 and 100 at $10 per million.
        { input: 1000n, read: 400n, output: 100n, amount: 3000n },
        { input: 1000n, read: 400n, amount: 500_000n },
      ],
    },
  ],
  [
    "Langfuse's observations as lines of JSON",
    {
      title: "Langfuse observations",
      content: jsonLines(OBSERVATION, {
        ...OBSERVATION,
        id: "t",
        level: "ERROR",
        usageDetails: {},
      }),
      calls: [{ input: 1000n, output: 100n }],
    },
  ],
  [
    "Langfuse's observations as CSV",
    {
      title: "Langfuse observations",
      content: csv(
        ["id", "traceId", "type", "startTime", "model", "usageDetails", "totalCost"],
        [
          "a",
          "t",
          "GENERATION",
          `${DAY} 10:00:00`,
          "gpt-4o",
          JSON.stringify(OBSERVATION.usageDetails),
          "0.003",
        ],
      ),
      calls: [{ input: 1000n, read: 400n, output: 100n, amount: 3000n }],
    },
  ],
  [
    "Langfuse's observations with kinds of tokens that have other prices",
    {
      title: "Langfuse observations",
      content: JSON.stringify([
        {
          ...OBSERVATION,
          model: "claude-sonnet-4-5",
          usageDetails: {
            input: 100,
            input_cache_creation_1h: 100_000,
            output: 10,
            total: 100_110,
          },
        },
        {
          ...OBSERVATION,
          id: "audio",
          model: "gpt-4o-audio-preview",
          usageDetails: { input: 0, input_audio_tokens: 1000, output: 0, total: 1000 },
        },
      ]),
      calls: [
        { input: 1000n, audio: 1000n, amount: 40_000n },
        { input: 100_100n, write: 100_000n, write1h: 100_000n, amount: 600_450n },
      ],
    },
  ],
  [
    "Langfuse's observation of a call without usage",
    {
      title: "Langfuse observations",
      content: JSON.stringify([{ ...OBSERVATION, level: "DEFAULT", usageDetails: {} }]),
      calls: [{ input: null, output: null, amount: null, gap: "no_counts" }],
    },
  ],
  [
    "Langfuse's older API",
    {
      title: "Langfuse observations",
      content: JSON.stringify({
        data: [
          {
            id: "a",
            traceId: "t",
            type: "GENERATION",
            startTime: `${DAY}T10:00:00Z`,
            model: "gpt-4o",
            usage: { input: 1000, output: 100, total: 1100, unit: "TOKENS" },
            calculatedTotalCost: 0.0035,
          },
        ],
        meta: { page: 1 },
      }),
      calls: [{ input: 1000n, output: 100n, amount: 3500n }],
    },
  ],
  [
    "Helicone's export tool",
    {
      title: "Helicone requests",
      content: jsonLines({
        response_id: "r",
        response_status: 200,
        request_id: "q",
        request_created_at: `${DAY}T10:00:00Z`,
        request_model: "claude-sonnet-4-5",
        provider: "ANTHROPIC",
        prompt_tokens: 100,
        prompt_cache_read_tokens: 2000,
        prompt_cache_write_tokens: 0,
        completion_tokens: 10,
        request_body: { messages: [] },
      }),
      calls: [{ input: 2100n, read: 2000n, output: 10n, amount: 300n + 600n + 150n }],
    },
  ],
  [
    "Helicone's request of a stream without usage",
    {
      title: "Helicone requests",
      content: csv(
        ["id", "created_at", "status", "model", "prompt_tokens", "completion_tokens", "cost"],
        ["a", `${DAY}T10:00:00Z`, 200, "gpt-5", "", "", ""],
        ["b", `${DAY}T10:00:00Z`, 500, "gpt-5", "", "", ""],
      ),
      calls: [{ input: null, output: null, amount: null, gap: "no_counts" }],
    },
  ],
]);
