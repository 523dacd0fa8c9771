import { divideHalfEven, NameLookup } from "@ai-cost/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { priceCall } from "./price-call";
import type { ProjectPrice, ProjectPrices } from "./project-prices";
import { type CallFields, callWith } from "./testing/call-with";

const NO_PRICES: ProjectPrices = new NameLookup([]);

const CALL: CallFields = { cacheReadTokens: 400n, cacheWriteTokens: 100n, reasoningTokens: 50n };

const price = (prices: ProjectPrices, change: CallFields = {}) =>
  priceCall(prices, callWith({ ...CALL, ...change }));

/**
 * The prices per million tokens are $2 for input, $8 for output, $0.20 for cache reads and $2.50 for
 * cache writes.
 */
const PROJECT_PRICE: ProjectPrice = {
  inputMicroUsdPerMillion: 2_000_000n,
  outputMicroUsdPerMillion: 8_000_000n,
  cacheReadMicroUsdPerMillion: 200_000n,
  cacheWriteMicroUsdPerMillion: 2_500_000n,
};

const pricesOf = (model: string, change: Partial<ProjectPrice> = {}): ProjectPrices =>
  new NameLookup([[model, { ...PROJECT_PRICE, ...change }]]);

test("the cost that the source reports wins over every price, also when it is zero", () => {
  const prices = pricesOf("claude-sonnet-4-5");
  for (const costMicroUsd of [0n, 7n])
    expect(price(prices, { costMicroUsd })).toEqual({
      amountMicroUsd: costMicroUsd,
      costByKind: costMicroUsd === 0n ? {} : { unattributed: Number(costMicroUsd) },
      costSource: "reported",
      price: null,
    });
});

test("the project's own price wins over the table's: 500 × $2 + 400 × $0.20 + 100 × $2.50 + 100 × $8", () => {
  expect(price(pricesOf("claude-sonnet-4-5"))).toEqual({
    amountMicroUsd: 1000n + 80n + 250n + 800n,
    costByKind: { input: 1000, cached_input: 80, cache_write_5m: 250, output: 400, reasoning: 400 },
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

test("cached input without a price of its own costs what other input costs: 1,000 × $2 + 100 × $8", () => {
  const prices = pricesOf("claude-sonnet-4-5", {
    cacheReadMicroUsdPerMillion: null,
    cacheWriteMicroUsdPerMillion: null,
  });
  const { amountMicroUsd, price: used } = price(prices, { cacheWriteTokens: null });
  expect(amountMicroUsd).toBe(2800n);
  expect(used?.usdPerMillion).toEqual({ input_mtok: "2", cache_read_mtok: "2", output_mtok: "8" });
});

test.each([
  ["the same name", "gpt-5", "gpt-5", 2n],
  ["another case", "GPT-5", "gpt-5 ", 2n],
  ["another spelling", "gpt-5", "openai/gpt-5-2025-08-07", 2n],
  ["another model", "gpt-5-mini", "house-model", null],
])("a project's price is found by the model's name: %s", (_, priced, reported, expected) => {
  const prices = pricesOf(priced, {
    inputMicroUsdPerMillion: 2_000n,
    outputMicroUsdPerMillion: 0n,
  });
  const bare = { cacheReadTokens: null, cacheWriteTokens: null };
  const { amountMicroUsd } = price(prices, {
    ...bare,
    provider: "acme",
    model: reported,
  });
  expect(amountMicroUsd).toBe(expected);
});

test("a price for the reported name wins over one for the canonical name", () => {
  const prices: ProjectPrices = new NameLookup([
    ["claude-sonnet-4-5", PROJECT_PRICE],
    ["claude-sonnet-4-5-20250929", { ...PROJECT_PRICE, outputMicroUsdPerMillion: 0n }],
  ]);
  const { amountMicroUsd } = price(prices, { model: "claude-sonnet-4-5-20250929" });
  expect(amountMicroUsd).toBe(1000n + 80n + 250n);
});

test.each<[string, CallFields, string]>([
  ["a tier", { serviceTier: "batch" }, "tier not priced"],
  ["a unit", { units: { web_search: 1 } }, "web_search not priced"],
])("a project's own price says nothing about %s, which a note tells", (_, change, note) => {
  const { amountMicroUsd, price: used } = price(pricesOf("claude-sonnet-4-5"), change);
  expect({ amountMicroUsd, note: used?.note }).toEqual({ amountMicroUsd: 2130n, note });
});

test("a call without counts is unpriced, also when the project has a price", () => {
  const call = { ...callWith({}), tokens: null };
  for (const prices of [NO_PRICES, pricesOf("claude-sonnet-4-5")])
    expect(priceCall(prices, call).amountMicroUsd).toBeNull();
});

test("without a project price the table's price applies: 500 × $3 + 400 × $0.30 + 100 × $3.75 + 100 × $15", () => {
  expect(price(NO_PRICES)).toMatchObject({
    amountMicroUsd: 1500n + 120n + 375n + 1500n,
    costSource: "price_table",
    price: { provider: "anthropic", model: "claude-sonnet-4-5" },
  });
});

test.each<[string, CallFields]>([
  ["no model", { model: null }],
  ["a model that nobody sells", { model: "house-model-7b" }],
  ["more cached tokens than input", { cacheReadTokens: 1001n }],
  ["more reasoning than output", { reasoningTokens: 101n }],
  ["a negative count", { outputTokens: -1n, reasoningTokens: null }],
  ["a count too large for a number", { inputTokens: 10n ** 400n }],
  ["no instant", { occurredAt: new Date(Number.NaN) }],
])("a call with %s is unpriced, and nothing throws", (_, change) => {
  const unpriced = { amountMicroUsd: null, costByKind: null, costSource: null, price: null };
  expect(price(NO_PRICES, change)).toEqual(unpriced);
});

const amount = fc.bigInt(0n, 10n ** 12n);
const count = fc.bigInt(0n, 10n ** 12n);

test("the cost by a project's price is computed exactly and rounded once, half to even", () => {
  const prices = fc.record({
    inputMicroUsdPerMillion: amount,
    outputMicroUsdPerMillion: amount,
    cacheReadMicroUsdPerMillion: fc.option(amount),
    cacheWriteMicroUsdPerMillion: fc.option(amount),
  });
  fc.assert(
    fc.property(prices, count, count, count, count, (own, plain, read, write, output) => {
      const { inputMicroUsdPerMillion: input } = own;
      const { amountMicroUsd } = price(pricesOf("m", own), {
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
