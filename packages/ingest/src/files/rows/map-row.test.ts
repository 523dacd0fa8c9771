import { NO_TOKENS } from "@ai-cost/domain";
import { expect, test } from "vitest";
import { mapRow } from "./map-row";

const TEXTS = {
  time: "2023-11-16 18:17:03.9799600",
  inputTokens: "4808",
  outputTokens: "10",
  model: null,
  provider: null,
  agentType: null,
  run: null,
  cost: null,
};

test("a row needs three fields; those that are not mapped are null", () => {
  expect(mapRow(TEXTS)).toEqual({
    occurredAt: new Date("2023-11-16T18:17:03.979Z"),
    tokens: { ...NO_TOKENS, inputTokens: 4808n, outputTokens: 10n },
    model: null,
    provider: null,
    agentType: null,
    run: null,
    costMicroUsd: null,
  });
});

test.each([
  ["0", 0n],
  ["0042", 42n],
  ["9007199254740993", 9007199254740993n],
])("tokens are exact: %s", (inputTokens, tokens) => {
  expect(mapRow({ ...TEXTS, inputTokens })).toMatchObject({ tokens: { inputTokens: tokens } });
});

test.each([
  ["0.0145", 14_500n],
  ["1", 1_000_000n],
  ["0.0000005", 0n],
  ["0.0000015", 2n],
  ["1.5e-5", 15n],
])("a cost of $%s is %s micro-dollars", (cost, costMicroUsd) => {
  expect(mapRow({ ...TEXTS, cost })).toMatchObject({ costMicroUsd });
});

test.each([
  [{ time: null }, "the time is empty"],
  [{ time: "soon" }, 'the time is "soon"; ISO 8601 or YYYY-MM-DD HH:MM:SS is needed'],
  [{ inputTokens: null }, "the input tokens are empty"],
  [{ inputTokens: "-1" }, 'the input tokens are "-1"; a whole number, 0 or more, is needed'],
  [{ inputTokens: "12.0" }, 'the input tokens are "12.0"; a whole number, 0 or more, is needed'],
  [
    { outputTokens: "1,234" },
    'the output tokens are "1,234"; a whole number, 0 or more, is needed',
  ],
  [{ outputTokens: "NaN" }, 'the output tokens are "NaN"; a whole number, 0 or more, is needed'],
  [{ cost: "-0.5" }, 'the cost is "-0.5"; dollars such as 0.0145 are needed'],
  [{ cost: "$1" }, 'the cost is "$1"; dollars such as 0.0145 are needed'],
])("%j: %s", (change, problem) => {
  expect(mapRow({ ...TEXTS, ...change })).toEqual({ problem });
});

test("a message shows the beginning of a long cell, without its control characters", () => {
  const row = mapRow({ ...TEXTS, time: `\u0000${"x".repeat(1000)}` });
  expect(row).toEqual({
    problem: `the time is "\\u0000${"x".repeat(39)}…"; ISO 8601 or YYYY-MM-DD HH:MM:SS is needed`,
  });
});
