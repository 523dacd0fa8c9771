import { divideHalfEven, NO_TOKENS, parseDecimal } from "@ai-cost/domain";
import { calcPrice, findProvider } from "@pydantic/genai-prices";
import fc from "fast-check";
import { expect, test } from "vitest";
import { priceByTable } from "./price-by-table";

const SELLERS = (
  "anthropic aws azure cerebras cohere deepseek fireworks google groq minimax mistral moonshotai " +
  "openai openrouter perplexity together voyageai x-ai zhipuai"
).split(" ");

const MODELS = SELLERS.flatMap((provider) =>
  (findProvider({ providerId: provider })?.models ?? []).map(({ id }) => ({ provider, model: id })),
);

const INSTANTS = ["2025-06-01", "2026-03-12T02:30Z", "2026-03-13", "2026-11-24T18:00Z"];

const someCall = fc
  .record({
    sold: fc.constantFrom(...MODELS),
    plain: fc.integer({ min: 0, max: 400_000 }),
    cacheRead: fc.integer({ min: 0, max: 100_000 }),
    cacheWrite: fc.integer({ min: 0, max: 100_000 }),
    reasoning: fc.integer({ min: 0, max: 20_000 }),
    text: fc.integer({ min: 0, max: 20_000 }),
    at: fc.constantFrom(...INSTANTS),
  })
  .map(({ sold, plain, cacheRead, cacheWrite, reasoning, text, at }) => ({
    ...sold,
    occurredAt: new Date(at),
    tokens: {
      ...NO_TOKENS,
      inputTokens: BigInt(plain + cacheRead + cacheWrite),
      cacheReadTokens: BigInt(cacheRead),
      cacheWriteTokens: BigInt(cacheWrite),
      outputTokens: BigInt(text + reasoning),
      reasoningTokens: BigInt(reasoning),
    },
  }));

test("the table has every seller that is tested, and many models", () => {
  expect(SELLERS.map((id) => findProvider({ providerId: id })?.id)).toEqual(SELLERS);
  expect(MODELS.length).toBeGreaterThan(1000);
});

test("the amount is what the library computes with floats, within the error of a rounded half", () => {
  fc.assert(
    fc.property(someCall, (call) => {
      const priced = priceByTable(call);
      const listed = calcPrice(
        {
          input_tokens: Number(call.tokens.inputTokens),
          cache_read_tokens: Number(call.tokens.cacheReadTokens),
          cache_write_tokens: Number(call.tokens.cacheWriteTokens),
          output_tokens: Number(call.tokens.outputTokens),
          output_reasoning_tokens: Number(call.tokens.reasoningTokens),
        },
        call.model,
        { providerId: call.provider, timestamp: call.occurredAt },
      );
      if (!priced || !listed) return;
      const difference = Number(priced.amountMicroUsd) - listed.total_price * 1_000_000;
      expect(Math.abs(difference)).toBeLessThan(0.5 + 1e-4);
    }),
    { numRuns: 2000 },
  );
});

/** Computes the exact cost in billionths of a micro-dollar. */
const exactOf = (usdPerMillion: Record<string, string>, tokens: Record<string, bigint>) =>
  Object.entries(usdPerMillion).reduce((sum, [unit, text]) => {
    const { units, scale } = parseDecimal(text) ?? { units: -1n, scale: 0 };
    return sum + ((tokens[unit] ?? 0n) * units * 10n ** 9n) / 10n ** BigInt(scale);
  }, 0n);

test("the amount can be recomputed by hand from the prices that a charge stores", () => {
  fc.assert(
    fc.property(someCall, (call) => {
      const priced = priceByTable(call);
      if (!priced) return;
      const kept = priced.price.usdPerMillion;
      const priceOf = (unit: string, tokens: bigint) => (kept[unit] === undefined ? 0n : tokens);
      const read = priceOf("cache_read_mtok", call.tokens.cacheReadTokens);
      const write = priceOf("cache_write_mtok", call.tokens.cacheWriteTokens);
      const reasoning = priceOf("output_reasoning_mtok", call.tokens.reasoningTokens);
      const exact = exactOf(kept, {
        input_mtok: call.tokens.inputTokens - read - write,
        cache_read_mtok: read,
        cache_write_mtok: write,
        output_mtok: call.tokens.outputTokens - reasoning,
        output_reasoning_mtok: reasoning,
        requests: 1n,
      });
      expect(priced.amountMicroUsd).toBe(divideHalfEven(exact, 10n ** 9n));
      const sum = Object.values(priced.costByKind).reduce((total, part) => total + part, 0);
      expect(BigInt(sum)).toBe(priced.amountMicroUsd);
    }),
    { numRuns: 2000 },
  );
});
