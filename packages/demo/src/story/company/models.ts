import {
  divideHalfEven,
  NO_TOKENS,
  splitMicroUsd,
  type TokenCounts,
  tokensByKind,
} from "@ai-cost/domain";

/** The prices of a model, in micro-dollars per million tokens. */
interface Prices {
  input: bigint;
  cacheRead: bigint;
  cacheWrite: bigint;
  output: bigint;
}

export interface Model {
  provider: string;
  model: string;
  prices: Prices;
}

export type Tokens = Pick<
  TokenCounts,
  "inputTokens" | "cacheReadTokens" | "cacheWriteTokens" | "outputTokens" | "reasoningTokens"
>;

/**
 * The providers' list prices, copied here so that a change of the application's price table does
 * not change the story.
 */
export const OPUS: Model = {
  provider: "anthropic",
  model: "claude-opus-4-5",
  prices: { input: 5_000_000n, cacheRead: 500_000n, cacheWrite: 6_250_000n, output: 25_000_000n },
};
export const SONNET: Model = {
  provider: "anthropic",
  model: "claude-sonnet-4-5",
  prices: { input: 3_000_000n, cacheRead: 300_000n, cacheWrite: 3_750_000n, output: 15_000_000n },
};
export const HAIKU: Model = {
  provider: "anthropic",
  model: "claude-haiku-4-5",
  prices: { input: 1_000_000n, cacheRead: 100_000n, cacheWrite: 1_250_000n, output: 5_000_000n },
};
export const GPT: Model = {
  provider: "openai",
  model: "gpt-5.1",
  prices: { input: 1_250_000n, cacheRead: 125_000n, cacheWrite: 1_250_000n, output: 10_000_000n },
};
export const GPT_MINI: Model = {
  provider: "openai",
  model: "gpt-5-mini",
  prices: { input: 250_000n, cacheRead: 25_000n, cacheWrite: 250_000n, output: 2_000_000n },
};
export const GEMINI_PRO: Model = {
  provider: "google",
  model: "gemini-2.5-pro",
  prices: { input: 1_250_000n, cacheRead: 125_000n, cacheWrite: 1_250_000n, output: 10_000_000n },
};
export const GEMINI_FLASH: Model = {
  provider: "google",
  model: "gemini-2.5-flash",
  prices: { input: 300_000n, cacheRead: 30_000n, cacheWrite: 300_000n, output: 2_500_000n },
};

/**
 * A model that runs on the company's own machines. No price table contains it, so its charges get
 * their price only later, by a correction.
 */
export const SELF_HOSTED_MODEL: Model = {
  provider: "self-hosted",
  model: "house-tester-32b",
  prices: { input: 350_000n, cacheRead: 350_000n, cacheWrite: 350_000n, output: 1_400_000n },
};

/** The cost of a model call in micro-dollars, in total and by kind. */
export interface Cost {
  amountMicroUsd: bigint;
  costByKind: Record<string, number>;
}

/**
 * The cost of a model call, rounded once. Example: 1,000 input tokens and 100 output tokens of Sonnet cost
 * 4,500 micro-dollars.
 */
export function costOf({ prices }: Model, tokens: Tokens): Cost {
  const counts = tokensByKind({ ...NO_TOKENS, ...tokens });
  const shares = [
    { kind: "input", share: counts.input * prices.input },
    { kind: "cached_input", share: counts.cached_input * prices.cacheRead },
    { kind: "cache_write_5m", share: counts.cache_write_5m * prices.cacheWrite },
    { kind: "output", share: counts.output * prices.output },
    { kind: "reasoning", share: counts.reasoning * prices.output },
  ];
  const microUsdTimesMillion = shares.reduce((sum, { share }) => sum + share, 0n);
  const amountMicroUsd = divideHalfEven(microUsdTimesMillion, 1_000_000n);
  return { amountMicroUsd, costByKind: splitMicroUsd(amountMicroUsd, shares) };
}
