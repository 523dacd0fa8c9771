import { priceByTable } from "@ai-cost/pricing";
import { expect, test } from "vitest";
import * as models from "./models";

const { costMicroUsd, HOUSE_MODEL, ...listed } = models;
const TOKENS = {
  inputTokens: 150_000n,
  cacheReadTokens: 90_000n,
  cacheWriteTokens: 20_000n,
  outputTokens: 12_000n,
  reasoningTokens: 4000n,
};
const occurredAt = new Date("2026-06-15T12:00:00.000Z");

test.each(Object.values(listed))("$model costs in the story what the price table says", (model) => {
  const listed = priceByTable({ ...model, tokens: TOKENS, occurredAt });
  expect(costMicroUsd(model, TOKENS)).toBe(listed?.amountMicroUsd);
});

test("the model of the house is in nobody's table", () => {
  expect(priceByTable({ ...HOUSE_MODEL, tokens: TOKENS, occurredAt })).toBeNull();
});
