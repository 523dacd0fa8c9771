import { csv, DAY, testExports } from "../../../testing/export-suite";

const OPENAI_RESULT = {
  object: "organization.usage.completions.result",
  input_tokens: 120_000,
  output_tokens: 8000,
  input_cached_tokens: 64_000,
  num_model_requests: 12,
  model: "gpt-5-2025-08-07",
  batch: false,
};
const OPENAI_DAY = { object: "bucket", start_time: 1_795_478_400, end_time: 1_795_564_800 };
const ANTHROPIC_RESULT = {
  uncached_input_tokens: 1000,
  cache_creation: { ephemeral_1h_input_tokens: 50_000, ephemeral_5m_input_tokens: 200 },
  cache_read_input_tokens: 300,
  output_tokens: 500,
  server_tool_use: { web_search_requests: 2 },
  model: "claude-opus-5",
  service_tier: "batch",
};

testExports([
  [
    "OpenAI's usage API",
    {
      title: "OpenAI usage export",
      content: JSON.stringify({
        object: "page",
        data: [
          { ...OPENAI_DAY, results: [OPENAI_RESULT, { ...OPENAI_RESULT, batch: true }] },
          { ...OPENAI_DAY, start_time: 1_795_564_800, results: [] },
        ],
        has_more: false,
      }),
      calls: [
        { model: "gpt-5-2025-08-07", input: 120_000n, read: 64_000n, tier: "batch" },
        { model: "gpt-5-2025-08-07", output: 8000n, tier: null },
      ],
    },
  ],
  [
    "an older usage export of OpenAI with audio beside the text tokens",
    {
      title: "OpenAI usage export",
      content: csv(
        [
          "num_model_requests",
          "model",
          "input_audio_tokens",
          "output_tokens",
          "input_tokens",
          "start_time",
        ],
        [3, "gpt-4o-audio-preview", 500, 20, 100, 1_795_478_400],
      ),
      calls: [{ input: 600n, audio: 500n, output: 20n }],
    },
  ],
  [
    "OpenAI's usage export of images",
    {
      title: "OpenAI usage export",
      content: csv(
        ["start_time", "num_model_requests", "model", "images", "size"],
        [1_795_478_400, 2, "dall-e-3", 4, "1024x1024"],
      ),
      calls: [{ model: "dall-e-3", input: null, output: null, units: { image: 4 } }],
    },
  ],
  [
    "OpenAI's cost export",
    {
      title: "OpenAI cost export",
      content: csv(
        [
          "start_time",
          "start_time_iso",
          "amount_value",
          "amount_currency",
          "line_item",
          "project_id",
        ],
        [1_795_478_400, `${DAY}T00:00:00+00:00`, "", "", "", ""],
        [
          1_795_478_400,
          `${DAY}T00:00:00`,
          "0.003835980000000000000000000000",
          "usd",
          "gpt-5, input",
          "p",
        ],
        [1_795_478_400, `${DAY}T00:00:00`, "0.01", "usd", "web search tool calls", "p"],
      ),
      calls: [
        { amount: 3836n, model: "gpt-5", input: null, output: null, provider: "openai" },
        { amount: 10_000n, model: null },
      ],
    },
  ],
  [
    "OpenAI's cost API",
    {
      title: "OpenAI cost export",
      content: JSON.stringify({
        data: [
          {
            ...OPENAI_DAY,
            results: [{ amount: { value: 0.06, currency: "usd" }, line_item: null }],
          },
        ],
      }),
      calls: [{ amount: 60_000n }],
    },
  ],
  [
    "Anthropic's usage API",
    {
      title: "Anthropic usage export",
      content: JSON.stringify({
        data: [
          {
            starting_at: `${DAY}T00:00:00Z`,
            ending_at: "2026-11-25T00:00:00Z",
            results: [ANTHROPIC_RESULT],
          },
        ],
        has_more: false,
      }),
      calls: [
        {
          input: 51_500n,
          read: 300n,
          write: 50_200n,
          write1h: 50_000n,
          output: 500n,
          tier: "batch",
          units: { web_search: 2 },
        },
      ],
    },
  ],
  [
    "Anthropic's cost API, which writes cents",
    {
      title: "Anthropic cost export",
      content: JSON.stringify({
        data: [
          {
            starting_at: `${DAY}T00:00:00Z`,
            results: [
              {
                currency: "USD",
                amount: "123.78912",
                cost_type: "tokens",
                model: "claude-opus-5",
                token_type: "output_tokens",
              },
            ],
          },
        ],
      }),
      calls: [{ amount: 1_237_891n, model: "claude-opus-5", input: null }],
    },
  ],
  [
    "Anthropic's usage of web searches alone",
    {
      title: "Anthropic usage export",
      content: csv(
        ["usage_date_utc", "model_version", "usage_input_tokens_no_cache", "web_search_count"],
        [DAY, "claude-sonnet-4-5", 0, 3],
      ),
      calls: [{ units: { web_search: 3 }, amount: 30_000n }],
    },
  ],
  [
    "Anthropic's Console, which shows the names of models",
    {
      title: "Anthropic cost export",
      content: csv(
        ["usage_date_utc", "model", "token_type", "cost_usd"],
        [DAY, "Claude Haiku 3.5", "output", "0.03"],
        [DAY, "Claude Sonnet 4.5", "output", "0.04"],
      ),
      calls: [
        { model: "claude-3-5-haiku", amount: 30_000n },
        { model: "claude-sonnet-4-5", amount: 40_000n },
      ],
    },
  ],
]);
