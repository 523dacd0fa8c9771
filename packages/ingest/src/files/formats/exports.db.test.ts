import { gzipSync } from "node:zlib";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { temporaryFiles } from "../../testing/import-csv";
import { importExports } from "../../testing/import-exports";

const NOW = new Date("2026-12-01T12:00:00Z");
const database = testDatabase();
const write = temporaryFiles();
let projectId = "";

beforeEach(async () => {
  projectId = await makeProject(database.db);
});

const importFile = (name: string, content: string | Buffer, ignoredColumns: string[] = []) =>
  importExports([write(name, content)], {
    db: database.tenantOf(projectId),
    projectId,
    clock: () => NOW,
    ignoredColumns,
  });

const stored = () => database.sql`
  select model, provider, amount_micro_usd as amount, input_tokens as input,
    cache_read_tokens as read, cache_write_tokens as write, cache_write_1h_tokens as "write1h",
    output_tokens as output, reasoning_tokens as reasoning, audio_input_tokens as audio,
    service_tier as tier, units, usage_gap as gap, occurred_at as at, source
  from credit_transactions where project_id = ${projectId} and kind = 'deduction'
  order by occurred_at, service_tier, amount_micro_usd, model`;

const csv = (...rows: readonly (readonly unknown[])[]): string =>
  rows
    .map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(","))
    .join("\n");
const lines = (...objects: readonly object[]): string =>
  objects.map((object) => JSON.stringify(object)).join("\n");

const DAY = "2026-11-24";

interface Case {
  title: string;
  content: string | Buffer;
  calls: Record<string, unknown>[];
}

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
const CURSOR_HEADER = [
  "Date",
  "Kind",
  "Model",
  "Max Mode",
  "Input (w/ Cache Write)",
  "Input (w/o Cache Write)",
  "Cache Read",
  "Output Tokens",
  "Total Tokens",
  "Cost",
];
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
const BREAKDOWN = {
  modelName: "claude-sonnet-4-5-20250929",
  inputTokens: 100,
  outputTokens: 50,
  cacheCreationTokens: 10,
  cacheReadTokens: 1000,
  cost: 0.25,
};

const CASES: [string, Case][] = [
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
      content: lines(OBSERVATION, { ...OBSERVATION, id: "t", level: "ERROR", usageDetails: {} }),
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
      content: lines({
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
  [
    "a dashboard of Cursor with a shorter name for the output",
    {
      title: "Cursor usage",
      content: csv(
        CURSOR_HEADER.map((name) => name.replace("Output Tokens", "Output")),
        [`${DAY}T10:00:00.000Z`, "On-Demand", "gpt-5", "No", 0, 1000, 0, 300, 1300, "$0.01"],
      ),
      calls: [{ input: 1000n, output: 300n }],
    },
  ],
  [
    "Cursor's dashboard",
    {
      title: "Cursor usage",
      content: csv(
        CURSOR_HEADER,
        [
          `${DAY}T10:00:00.000Z`,
          "Included",
          "claude-4.5-sonnet",
          "No",
          200,
          1000,
          5000,
          300,
          6500,
          "Included",
        ],
        [`${DAY}T11:00:00.000Z`, "On-Demand", "gpt-5", "No", 0, 100, 0, 10, 110, "$0.01"],
        [`${DAY}T11:00:00.000Z`, "On-Demand", "gpt-5", "No", 0, 100, 0, 10, 110, "$0.01"],
        [`${DAY}T12:00:00.000Z`, "Errored, No Charge", "gpt-5", "No", 0, 100, 0, 10, 110, "0"],
      ),
      calls: [
        { input: 6200n, write: 200n, read: 5000n, output: 300n },
        { amount: 10_000n, input: 100n },
        { amount: 10_000n, input: 100n },
      ],
    },
  ],
  [
    "an older dashboard of Cursor, whose tokens with cache writes include the others",
    {
      title: "Cursor usage",
      content: csv(
        CURSOR_HEADER.filter((name) => name !== "Kind" && name !== "Max Mode"),
        [`${DAY}T10:00:00.000Z`, "gpt-5", 1200, 1000, 5000, 300, 6500, "$0.12"],
      ),
      calls: [{ amount: 120_000n, input: 6200n, write: 200n, read: 5000n }],
    },
  ],
  [
    "Cursor's API",
    {
      title: "Cursor usage",
      content: JSON.stringify({
        totalUsageEventsCount: 1,
        usageEventsDisplay: [
          {
            timestamp: "1795514400123",
            model: "gpt-5",
            kind: "USAGE_EVENT_KIND_USAGE_BASED",
            tokenUsage: {
              inputTokens: 11,
              outputTokens: 17,
              cacheWriteTokens: 13,
              cacheReadTokens: 19,
              totalCents: 1.25,
            },
          },
        ],
      }),
      calls: [{ input: 43n, write: 13n, read: 19n, output: 17n, amount: 12_500n }],
    },
  ],
  [
    "ccusage by day",
    {
      title: "ccusage report",
      content: JSON.stringify({
        daily: [
          {
            date: DAY,
            inputTokens: 100,
            outputTokens: 50,
            totalTokens: 1160,
            totalCost: 0.25,
            modelsUsed: ["x"],
            modelBreakdowns: [BREAKDOWN],
          },
        ],
        totals: { inputTokens: 100, totalCost: 0.25 },
      }),
      calls: [
        {
          amount: 250_000n,
          input: 1110n,
          read: 1000n,
          write: 10n,
          output: 50n,
          provider: "anthropic",
        },
      ],
    },
  ],
  [
    "ccusage by project and day, over several lines",
    {
      title: "ccusage report",
      content: JSON.stringify(
        {
          projects: {
            a: [{ date: DAY, inputTokens: 1, totalTokens: 1, modelBreakdowns: [BREAKDOWN] }],
            b: [{ date: DAY, inputTokens: 1, totalTokens: 1, modelBreakdowns: [BREAKDOWN] }],
          },
        },
        null,
        2,
      ),
      calls: [{ amount: 250_000n }, { amount: 250_000n }],
    },
  ],
  [
    "ccusage by session, for Codex",
    {
      title: "ccusage report",
      content: JSON.stringify({
        sessions: [
          {
            sessionId: "s",
            lastActivity: `${DAY}T10:00:00.000Z`,
            inputTokens: 100,
            cachedInputTokens: 60,
            outputTokens: 15,
            totalTokens: 115,
            costUSD: 0.5,
            models: {
              "gpt-5": {
                inputTokens: 100,
                cachedInputTokens: 60,
                outputTokens: 15,
                reasoningOutputTokens: 2,
                totalTokens: 115,
              },
            },
          },
        ],
      }),
      calls: [
        {
          model: "gpt-5",
          provider: "openai",
          input: 100n,
          read: 60n,
          reasoning: 2n,
          amount: 500_000n,
        },
      ],
    },
  ],
  [
    "ccusage by block",
    {
      title: "ccusage report",
      content: JSON.stringify({
        blocks: [
          {
            id: "gap",
            startTime: `${DAY}T00:00:00.000Z`,
            endTime: `${DAY}T05:00:00.000Z`,
            isGap: true,
            tokenCounts: { inputTokens: 0 },
            totalTokens: 0,
            costUSD: 0,
            models: [],
          },
          {
            id: "b",
            startTime: `${DAY}T05:00:00.000Z`,
            endTime: `${DAY}T10:00:00.000Z`,
            isGap: false,
            tokenCounts: {
              inputTokens: 10,
              outputTokens: 5,
              cacheCreationInputTokens: 1,
              cacheReadInputTokens: 2,
            },
            totalTokens: 18,
            costUSD: 0.1,
            models: ["claude-opus-5"],
          },
        ],
      }),
      calls: [{ model: "claude-opus-5", input: 13n, read: 2n, write: 1n, amount: 100_000n }],
    },
  ],
  [
    "FOCUS 1.4 with other services",
    {
      title: "FOCUS bill",
      content: csv(
        [
          "EffectiveCost",
          "ServiceProviderName",
          "ServiceName",
          "ServiceCategory",
          "ChargeCategory",
          "ChargePeriodStart",
          "ChargePeriodEnd",
          "ChargeDescription",
          "ConsumedQuantity",
          "ConsumedUnit",
          "BillingCurrency",
        ],
        [
          "1.5",
          "Microsoft Azure",
          "Azure OpenAI",
          "AI and Machine Learning",
          "Usage",
          `${DAY}T00:00:00Z`,
          "2026-11-25T00:00:00Z",
          "gpt 4.1 mini cached Inp glbl Tokens",
          "2",
          "1M tokens",
          "USD",
        ],
        [
          "1.6",
          "Microsoft",
          "Azure OpenAI",
          "AI and Machine Learning",
          "Usage",
          `${DAY}T00:00:00Z`,
          "2026-11-25T00:00:00Z",
          "gpt 4.1 mini Inp glbl Tokens",
          "100",
          "1K",
          "USD",
        ],
        [
          "9",
          "AWS",
          "Amazon EC2",
          "Compute",
          "Usage",
          `${DAY}T00:00:00Z`,
          "2026-11-25T00:00:00Z",
          "BoxUsage",
          "2",
          "Hours",
          "USD",
        ],
        [
          "9",
          "AWS",
          "Amazon Bedrock",
          "AI and Machine Learning",
          "Tax",
          `${DAY}T00:00:00Z`,
          "2026-11-25T00:00:00Z",
          "Tax",
          "",
          "",
          "USD",
        ],
      ),
      calls: [
        { amount: 1_500_000n, model: "gpt-4.1-mini", input: 2_000_000n, read: 2_000_000n },
        { amount: 1_600_000n, model: "gpt-4.1-mini", input: 100_000n, provider: "azure" },
      ],
    },
  ],
  [
    "a Cost and Usage Report of AWS",
    {
      title: "AWS Cost and Usage Report",
      content: gzipSync(
        csv(
          [
            "lineItem/UsageStartDate",
            "lineItem/UsageEndDate",
            "lineItem/ProductCode",
            "lineItem/UsageType",
            "lineItem/LineItemType",
            "lineItem/UnblendedCost",
            "lineItem/UsageAmount",
            "pricing/unit",
            "lineItem/CurrencyCode",
          ],
          [
            `${DAY}T00:00:00Z`,
            `${DAY}T01:00:00Z`,
            "AmazonBedrock",
            "USE1-Claude4.5Sonnet-output-tokens",
            "Usage",
            "0.15",
            "10",
            "1K tokens",
            "USD",
          ],
          [
            `${DAY}T00:00:00Z`,
            `${DAY}T01:00:00Z`,
            "AmazonS3",
            "TimedStorage",
            "Usage",
            "3",
            "1",
            "GB",
            "USD",
          ],
        ),
      ),
      calls: [
        {
          amount: 150_000n,
          provider: "aws",
          model: "claude-sonnet-4-5",
          output: 10_000n,
          input: 0n,
        },
      ],
    },
  ],
];

test.each(CASES)(
  "%s: recognised, and each call counts once",
  async (_, { title, content, calls }) => {
    const first = await importFile("export", content);
    expect(first).toMatchObject({ titles: [title], rejected: [], problems: [] });
    expect(await stored()).toMatchObject(calls);
    const again = await importFile("copy", content);
    expect(again.totals).toMatchObject({ recorded: 0, duplicate: calls.length, rejected: 0 });
    expect(await stored()).toHaveLength(calls.length);
  },
);

test("the sum of many short calls has the price of short calls", async () => {
  const part = { modelName: "gemini-2.5-pro", inputTokens: 1_000_000, outputTokens: 0 };
  const day = {
    date: DAY,
    inputTokens: 1_000_000,
    totalTokens: 1_000_000,
    modelBreakdowns: [part],
  };
  await importFile("sum.json", JSON.stringify({ daily: [day] }));
  // A call with more than 200,000 input tokens would cost $2.50 a million.
  expect(await stored()).toMatchObject([{ amount: 1_250_000n }]);
});

describe("a new column", () => {
  const HEADER = ["start_time", "num_model_requests", "model", "input_tokens", "output_tokens"];
  const ROW = [1_795_478_400, 1, "gpt-5", 10, 10];

  test("with tokens is refused by its name until it is ignored", async () => {
    const content = csv([...HEADER, "input_video_tokens"], [...ROW, 7]);
    const { problems, totals } = await importFile("new.csv", content);
    expect(problems).toEqual([expect.stringMatching(/"input_video_tokens" looks like tokens/)]);
    expect(totals.recorded).toBe(0);
    expect(await importFile("new.csv", content, ["Input_Video_Tokens"])).toMatchObject({
      problems: [],
      totals: { recorded: 1 },
    });
  });

  test("without usage changes nothing", async () => {
    const content = csv([...HEADER, "region"], [...ROW, "eu"]);
    expect(await importFile("region.csv", content)).toMatchObject({ problems: [], rejected: [] });
  });
});

test("invalid rows are listed with their position, and the valid ones are recorded", async () => {
  const { totals, rejected } = await importFile(
    "bad.csv",
    csv(
      ["start_time", "num_model_requests", "model", "input_tokens", "output_tokens"],
      [1_795_478_400, 1, "gpt-5", 10, 10],
      [1_795_478_400, 1, "gpt-5", -10, 10],
      ["soon", 1, "gpt-5", 10, 10],
    ),
  );
  expect(totals).toMatchObject({ recorded: 1, rejected: 2 });
  expect(rejected).toEqual([
    '3: the input_tokens are "-10"; a whole number, 0 or more, is needed',
    expect.stringContaining('4: the time is "soon"'),
  ]);
});

test.each([
  ["an empty file", ""],
  ["prose", "Dear all,\nhere is the export.\n"],
  ["an unknown table", "a,b\n1,2\n"],
  ["unknown JSON", '{"a": 1}'],
  ["a list without records", "[]"],
])("%s is not recognised as an export", async (_, content) => {
  const { problems } = await importFile("unknown", content);
  expect(problems).toEqual([expect.stringContaining("--time, --input-tokens and --output-tokens")]);
});

test("a truncated JSON document is read up to its end", async () => {
  const whole = JSON.stringify([
    SPEND_LOG,
    { ...SPEND_LOG, request_id: "chatcmpl-CXXXXXXXXXXXXXXXXX" },
  ]);
  const { totals, problems } = await importFile("cut.json", whole.slice(0, -30));
  expect(totals.recorded).toBe(1);
  expect(problems).toEqual(["The file ends in the middle of its JSON."]);
});

test("records with equal dimensions in one file are separate rows, in any order of the columns", async () => {
  const rows = [
    {
      start_time: 1_795_478_400,
      num_model_requests: 1,
      model: "gpt-5",
      input_tokens: 10,
      output_tokens: 1,
    },
    {
      start_time: 1_795_478_400,
      num_model_requests: 1,
      model: "gpt-5",
      input_tokens: 10,
      output_tokens: 1,
    },
  ];
  await importFile("twins.csv", csv(Object.keys(rows[0] ?? {}), ...rows.map(Object.values)));
  const turned = rows.map((row) => Object.fromEntries(Object.entries(row).reverse()));
  const { totals } = await importFile("turned.json", JSON.stringify(turned));
  expect(totals).toMatchObject({ recorded: 0, duplicate: 2 });
  expect(await stored()).toHaveLength(2);
});
