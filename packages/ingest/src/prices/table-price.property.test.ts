import { divideHalfEven, microUsdFromFloat, parseDecimal } from "@ai-cost/domain";
import { calcPrice, findProvider } from "@pydantic/genai-prices";
import fc from "fast-check";
import { expect, test } from "vitest";
import { tablePrice } from "./table-price";

const SELLERS = (
  "anthropic aws azure cerebras cohere deepseek fireworks google groq minimax mistral moonshotai " +
  "openai openrouter perplexity together voyageai x-ai zhipuai"
).split(" ");

const MODELS = SELLERS.flatMap((provider) =>
  (findProvider({ providerId: provider })?.models ?? []).map(({ id }) => ({ provider, model: id })),
);

const INSTANTS = ["2025-06-01", "2026-03-12T02:30Z", "2026-03-13", "2026-11-24T18:00Z"];

const call = fc
  .record({
    sold: fc.constantFrom(...MODELS),
    plain: fc.integer({ min: 0, max: 400_000 }),
    cacheRead: fc.integer({ min: 0, max: 100_000 }),
    cacheWrite: fc.integer({ min: 0, max: 100_000 }),
    reasoning: fc.integer({ min: 0, max: 20_000 }),
    said: fc.integer({ min: 0, max: 20_000 }),
    at: fc.constantFrom(...INSTANTS),
  })
  .map(({ sold, plain, cacheRead, cacheWrite, reasoning, said, at }) => ({
    ...sold,
    occurredAt: new Date(at),
    inputTokens: BigInt(plain + cacheRead + cacheWrite),
    cacheReadTokens: BigInt(cacheRead),
    cacheWriteTokens: BigInt(cacheWrite),
    outputTokens: BigInt(said + reasoning),
    reasoningTokens: BigInt(reasoning),
  }));

test("there is a seller of each name, and many models", () => {
  expect(SELLERS.map((id) => findProvider({ providerId: id })?.id)).toEqual(SELLERS);
  expect(MODELS.length).toBeGreaterThan(1000);
});

test("an amount is the library's own for the whole entry, rounded", () => {
  fc.assert(
    fc.property(call, (asked) => {
      const priced = tablePrice(asked);
      const listed = calcPrice(
        {
          input_tokens: Number(asked.inputTokens),
          cache_read_tokens: Number(asked.cacheReadTokens),
          cache_write_tokens: Number(asked.cacheWriteTokens),
          output_tokens: Number(asked.outputTokens),
          output_reasoning_tokens: Number(asked.reasoningTokens),
        },
        asked.model,
        { providerId: asked.provider, timestamp: asked.occurredAt },
      );
      if (priced) expect(priced.amountMicroUsd).toBe(microUsdFromFloat(listed?.total_price ?? -1));
    }),
    { numRuns: 2000 },
  );
});

/** In billionths of a micro-dollar. */
const exactOf = (usdPerMillion: Record<string, string>, tokens: Record<string, bigint>) =>
  Object.entries(usdPerMillion).reduce((sum, [unit, text]) => {
    const { units, scale } = parseDecimal(text) ?? { units: -1n, scale: 0 };
    return sum + ((tokens[unit] ?? 0n) * units * 10n ** 9n) / 10n ** BigInt(scale);
  }, 0n);

test("the prices that are kept make the amount: it can be checked by hand years later", () => {
  fc.assert(
    fc.property(call, (asked) => {
      const priced = tablePrice(asked);
      if (!priced) return;
      const kept = priced.price.usdPerMillion;
      const priceOf = (unit: string, tokens: bigint) => (kept[unit] === undefined ? 0n : tokens);
      const read = priceOf("cache_read_mtok", asked.cacheReadTokens);
      const write = priceOf("cache_write_mtok", asked.cacheWriteTokens);
      const reasoning = priceOf("output_reasoning_mtok", asked.reasoningTokens);
      const exact = exactOf(kept, {
        input_mtok: asked.inputTokens - read - write,
        cache_read_mtok: read,
        cache_write_mtok: write,
        output_mtok: asked.outputTokens - reasoning,
        output_reasoning_mtok: reasoning,
        requests: 1n,
      });
      // The library's float decides an exact half; nothing else may differ.
      const nearest = divideHalfEven(exact, 10n ** 9n);
      const isHalf = (exact * 2n) % 10n ** 9n === 0n && exact % 10n ** 9n !== 0n;
      const difference = priced.amountMicroUsd - nearest;
      expect(isHalf ? difference * difference <= 1n : difference === 0n).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
