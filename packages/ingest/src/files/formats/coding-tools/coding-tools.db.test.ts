import { expect, test } from "vitest";
import { csv, DAY, testExports } from "../../../testing/export-suite";

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
const BREAKDOWN = {
  modelName: "claude-sonnet-4-5-20250929",
  inputTokens: 100,
  outputTokens: 50,
  cacheCreationTokens: 10,
  cacheReadTokens: 1000,
  cost: 0.25,
};

const { importFile, stored } = testExports([
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
]);

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
