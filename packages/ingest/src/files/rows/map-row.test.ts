import { NO_TOKENS } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { mapRow, type RowTexts, type TextRules } from "./map-row";

const RULES: TextRules = {
  dateOrder: null,
  numbers: { given: null, delimiter: "," },
  cacheCounts: "inside",
};

const TEXTS: RowTexts = {
  time: "2023-11-16 18:17:03.9799600",
  inputTokens: ["4808"],
  cacheReadTokens: [],
  cacheWriteTokens: [],
  outputTokens: ["10"],
  reasoningTokens: [],
  audioInputTokens: [],
  audioOutputTokens: [],
  serviceTier: null,
  batch: null,
  model: null,
  provider: null,
  agentType: null,
  run: null,
  cost: null,
};

test("a row needs three fields; those that are not mapped are null", () => {
  expect(map()).toEqual({
    occurredAt: new Date("2023-11-16T18:17:03.979Z"),
    tokens: { ...NO_TOKENS, inputTokens: 4808n, outputTokens: 10n },
    model: null,
    provider: null,
    serviceTier: null,
    agentType: null,
    run: null,
    costMicroUsd: null,
    reportedInputTokens: 4808n,
    reportedOutputTokens: 10n,
  });
});

test.each([
  ["0", 0n],
  ["0042", 42n],
  ["9007199254740993", 9007199254740993n],
])("tokens are exact: %s", (inputTokens, tokens) => {
  expect(map({ inputTokens: [inputTokens] })).toMatchObject({ tokens: { inputTokens: tokens } });
});

test.each([
  ["0.0145", 14_500n],
  ["1", 1_000_000n],
  ["0.0000005", 0n],
  ["0.0000015", 2n],
  ["1.5e-5", 15n],
])("a cost of $%s is %s micro-dollars", (cost, costMicroUsd) => {
  expect(map({ cost })).toMatchObject({ costMicroUsd });
});

test.each([
  ["1,000", 1000n],
  ["12.0", 12n],
  ["1.0E+03", 1000n],
])("a spreadsheet's count is exact: %s", (text, tokens) => {
  expect(map({ inputTokens: [text] })).toMatchObject({ tokens: { inputTokens: tokens } });
});

test.each(["$0.01", "US$ 0.01", "0.01 USD", "USD 0.01", "$ 0.01", "0.01$", ".01"])(
  "%s is a cent",
  (cost) => {
    expect(map({ cost })).toMatchObject({ costMicroUsd: 10_000n });
  },
);

test("several columns are summed, and an empty cell in one of them is an error", () => {
  expect(map({ inputTokens: ["1", "20", "1,000"] })).toMatchObject({
    tokens: { inputTokens: 1021n },
  });
  expect(map({ inputTokens: ["1", null] })).toEqual({
    problem: "one of the columns that add up to the input tokens is empty",
  });
});

const CACHED: Partial<RowTexts> = { cacheReadTokens: ["800"], cacheWriteTokens: ["50"] };

test("cached tokens are part of the input, or are added to it when the file's input excludes them", () => {
  const parts = { cacheReadTokens: 800n, cacheWriteTokens: 50n };
  expect(map({ inputTokens: ["1000"], ...CACHED })).toMatchObject({
    tokens: { ...parts, inputTokens: 1000n },
  });
  expect(map({ inputTokens: ["150"], ...CACHED }, { cacheCounts: "beside" })).toMatchObject({
    tokens: { ...parts, inputTokens: 1000n },
    reportedInputTokens: 150n,
  });
});

test("an empty count is unknown and not 0", () => {
  expect(map({ inputTokens: [null], outputTokens: ["0"], cacheReadTokens: [null] })).toMatchObject({
    tokens: NO_TOKENS,
    reportedInputTokens: null,
    reportedOutputTokens: 0n,
  });
});

const NEEDS_TIME = "a time such as 2026-11-24 10:00:00 is needed";
const NEEDS_COUNT = "a whole number, 0 or more, is needed";

test.each<[Partial<RowTexts>, string]>([
  [{ time: null }, "the time is empty"],
  [{ time: "soon" }, `the time is "soon"; ${NEEDS_TIME}`],
  [
    { time: "05/11/2026" },
    'the time is "05/11/2026", in which the day and the month cannot be told apart; add --date-order mdy if the month is first, or --date-order dmy if the day is first',
  ],
  [{ inputTokens: ["-1"] }, `the input tokens are "-1"; ${NEEDS_COUNT}`],
  [{ inputTokens: ["12.5"] }, 'the input tokens are "12.5", which is not a whole number'],
  [{ outputTokens: ["1E-03"] }, 'the output tokens are "1E-03", which is not a whole number'],
  [
    { outputTokens: ["1.234"] },
    'the output tokens are "1.234", which can be 1.234 or 1234; add --decimal dot or --decimal comma',
  ],
  [{ outputTokens: ["NaN"] }, `the output tokens are "NaN"; ${NEEDS_COUNT}`],
  [{ outputTokens: ["1,23,4"] }, `the output tokens are "1,23,4"; ${NEEDS_COUNT}`],
  [{ cacheReadTokens: ["x"] }, `the cached input tokens are "x"; ${NEEDS_COUNT}`],
  [
    { cacheReadTokens: ["4000"], cacheWriteTokens: ["809"] },
    "the cached tokens, 4809, are more than the input tokens, 4808, which include them; add --cache-counts beside if the file counts them apart",
  ],
  [
    { reasoningTokens: ["11"] },
    "the reasoning tokens, 11, are more than the output tokens, 10, which include them; add up the two columns with --output-tokens A+B if the file counts them apart",
  ],
  [
    { inputTokens: [null], cacheReadTokens: ["1"] },
    "the input tokens are empty, and there are cached ones",
  ],
  [{ cost: "-0.5" }, 'the cost is "-0.5"; dollars such as 0.0145 are needed'],
  [{ cost: "($1)" }, 'the cost is "($1)"; dollars such as 0.0145 are needed'],
  [{ cost: "€1.20" }, 'the cost is "€1.20"; convert it to US dollars'],
  [{ cost: "1.20 EUR" }, 'the cost is "1.20 EUR"; convert it to US dollars'],
])("%j: %s", (change, problem) => {
  expect(map(change)).toEqual({ problem });
});

test("a message shows the beginning of a long cell, without its control characters", () => {
  expect(map({ time: `\u0000${"x".repeat(1000)}` })).toEqual({
    problem: `the time is "\\u0000${"x".repeat(39)}…"; ${NEEDS_TIME}`,
  });
});

function map(change: Partial<RowTexts> = {}, rules: Partial<TextRules> = {}) {
  return mapRow({ ...TEXTS, ...change }, { ...RULES, ...rules });
}
