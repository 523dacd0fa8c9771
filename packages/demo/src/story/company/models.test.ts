import { NO_TOKENS } from "@ai-cost/domain";
import { priceByTable } from "@ai-cost/pricing";
import { expect, test } from "vitest";
import * as models from "./models";

const { costOf, SELF_HOSTED_MODEL, ...listed } = models;
const TOKENS = {
  ...NO_TOKENS,
  inputTokens: 150_000n,
  cacheReadTokens: 90_000n,
  cacheWriteTokens: 20_000n,
  outputTokens: 12_000n,
  reasoningTokens: 4000n,
};
const occurredAt = new Date("2026-06-15T12:00:00.000Z");

test.each(Object.values(listed))("the cost of $model is the cost by the price table", (model) => {
  const byTable = priceByTable({ ...model, tokens: TOKENS, occurredAt });
  expect(byTable).toMatchObject(costOf(model, TOKENS));
});

test("the price table does not have the self-hosted model", () => {
  expect(priceByTable({ ...SELF_HOSTED_MODEL, tokens: TOKENS, occurredAt })).toBeNull();
});
