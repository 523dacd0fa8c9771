import { divideHalfEven } from "@ai-cost/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NameLookup } from "../calls/name-lookup";
import { type CostlyCall, priceCall } from "./price-call";
import type { OwnPrice, ProjectPrices } from "./project-prices";

const NOTHING_OWN: ProjectPrices = new NameLookup([]);

const CALL: CostlyCall = {
  provider: "anthropic",
  model: "claude-sonnet-4-5",
  inputTokens: 1000n,
  cacheReadTokens: 400n,
  cacheWriteTokens: 100n,
  outputTokens: 100n,
  reasoningTokens: 50n,
  occurredAt: new Date("2026-01-01T00:00:00Z"),
  costMicroUsd: null,
};

/** $2 and $8, reads at $0.20, writes at $2.50. */
const OWN: OwnPrice = {
  inputMicroUsdPerMillion: 2_000_000n,
  outputMicroUsdPerMillion: 8_000_000n,
  cacheReadMicroUsdPerMillion: 200_000n,
  cacheWriteMicroUsdPerMillion: 2_500_000n,
};

const ownOf = (model: string, change: Partial<OwnPrice> = {}): ProjectPrices =>
  new NameLookup([[model, { ...OWN, ...change }]]);

test("what the source says goes before every price, zero as well", () => {
  const own = ownOf("claude-sonnet-4-5");
  for (const costMicroUsd of [0n, 7n])
    expect(priceCall(own, { ...CALL, costMicroUsd })).toEqual({
      amountMicroUsd: costMicroUsd,
      costSource: "reported",
      price: null,
    });
});

test("the project's own price goes before the table's: 500 × $2 + 400 × $0.20 + 100 × $2.50 + 100 × $8", () => {
  expect(priceCall(ownOf("claude-sonnet-4-5"), CALL)).toEqual({
    amountMicroUsd: 1000n + 80n + 250n + 800n,
    costSource: "project_price",
    price: {
      usdPerMillion: {
        input_mtok: "2",
        cache_read_mtok: "0.2",
        cache_write_mtok: "2.5",
        output_mtok: "8",
      },
    },
  });
});

test("cached input without a price of its own costs what other input does: 1,000 × $2 + 100 × $8", () => {
  const own = ownOf("claude-sonnet-4-5", {
    cacheReadMicroUsdPerMillion: null,
    cacheWriteMicroUsdPerMillion: null,
  });
  const { amountMicroUsd, price } = priceCall(own, { ...CALL, cacheWriteTokens: null });
  expect(amountMicroUsd).toBe(2800n);
  expect(price?.usdPerMillion).toEqual({ input_mtok: "2", cache_read_mtok: "2", output_mtok: "8" });
});

test.each([
  ["the very name", "gpt-5", "gpt-5", 2n],
  ["another case", "GPT-5", "gpt-5 ", 2n],
  ["another model", "gpt-5-mini", "gpt-5", null],
])("an own price holds for a model by %s", (_, priced, reported, expected) => {
  const own = ownOf(priced, { inputMicroUsdPerMillion: 2_000n, outputMicroUsdPerMillion: 0n });
  const bare = { cacheReadTokens: null, cacheWriteTokens: null };
  const { amountMicroUsd } = priceCall(own, {
    ...CALL,
    ...bare,
    provider: "acme",
    model: reported,
  });
  expect(amountMicroUsd).toBe(expected);
});

test("else the table's: 500 × $3 + 400 × $0.30 + 100 × $3.75 + 100 × $15", () => {
  expect(priceCall(NOTHING_OWN, CALL)).toMatchObject({
    amountMicroUsd: 1500n + 120n + 375n + 1500n,
    costSource: "price_table",
    price: { provider: "anthropic", model: "claude-sonnet-4-5" },
  });
});

test.each<[string, Partial<CostlyCall>]>([
  ["no model", { model: null }],
  ["a model that nobody sells", { model: "house-model-7b" }],
  ["more cached tokens than input", { cacheReadTokens: 1001n }],
  ["more reasoning than output", { reasoningTokens: 101n }],
  ["a negative count", { outputTokens: -1n, reasoningTokens: null }],
  ["a count beyond every number", { inputTokens: 10n ** 400n }],
  ["no instant", { occurredAt: new Date(Number.NaN) }],
])("with %s there is no price, and nothing throws", (_, change) => {
  const unpriced = { amountMicroUsd: null, costSource: null, price: null };
  expect(priceCall(NOTHING_OWN, { ...CALL, ...change })).toEqual(unpriced);
});

const price = fc.bigInt(0n, 10n ** 12n);
const count = fc.bigInt(0n, 10n ** 12n);

test("an own price is exact rational arithmetic, rounded half to even once", () => {
  const prices = fc.record({
    inputMicroUsdPerMillion: price,
    outputMicroUsdPerMillion: price,
    cacheReadMicroUsdPerMillion: fc.option(price),
    cacheWriteMicroUsdPerMillion: fc.option(price),
  });
  fc.assert(
    fc.property(prices, count, count, count, count, (own, plain, read, write, output) => {
      const { inputMicroUsdPerMillion: input } = own;
      const { amountMicroUsd } = priceCall(ownOf("m", own), {
        ...CALL,
        model: "m",
        inputTokens: plain + read + write,
        cacheReadTokens: read,
        cacheWriteTokens: write,
        outputTokens: output,
        reasoningTokens: null,
      });
      const exact =
        plain * input +
        read * (own.cacheReadMicroUsdPerMillion ?? input) +
        write * (own.cacheWriteMicroUsdPerMillion ?? input) +
        output * own.outputMicroUsdPerMillion;
      expect(amountMicroUsd).toBe(divideHalfEven(exact, 1_000_000n));
    }),
  );
});
