/** A model call that the fake provider answered, with its usage. */
export interface AnsweredCall {
  /** The case that the call belongs to, such as `tool-loop`. */
  scenario: string;
  /** The model's full name in the answer. */
  model: string;
  /** All input tokens, including those of the cache. */
  input: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  /** All output tokens, including reasoning. */
  output: number;
  reasoning: number;
  /**
   * Whether the answer contains the usage. A stream of OpenAI's contains it only when the request asks for
   * it.
   */
  saysUsage: boolean;
}

/**
 * The provider's list prices in dollars per million tokens. The same number is the price of one token in
 * micro-dollars.
 */
interface Rates {
  input: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  output: number;
}

const OPENAI = { cacheWrite5m: 0, cacheWrite1h: 0 };
const RATES: Readonly<Record<string, Rates>> = {
  "gpt-4o-2024-08-06": { input: 2.5, cacheRead: 1.25, output: 10, ...OPENAI },
  "gpt-5-2025-08-07": { input: 1.25, cacheRead: 0.125, output: 10, ...OPENAI },
  "text-embedding-3-small": { input: 0.02, cacheRead: 0, output: 0, ...OPENAI },
  "claude-sonnet-4-5-20250929": {
    input: 3,
    cacheRead: 0.3,
    cacheWrite5m: 3.75,
    cacheWrite1h: 6,
    output: 15,
  },
  "gemini-2.5-flash": { input: 0.3, cacheRead: 0.03, output: 2.5, ...OPENAI },
};

/** The list price of a call in micro-dollars, not rounded. */
export function listPriceMicroUsd(call: AnsweredCall): number {
  const rates = RATES[call.model];
  if (!rates) throw new Error(`The provider has no price for ${call.model}.`);
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, output } = call;
  return (
    (input - cacheRead - cacheWrite5m - cacheWrite1h) * rates.input +
    cacheRead * rates.cacheRead +
    cacheWrite5m * rates.cacheWrite5m +
    cacheWrite1h * rates.cacheWrite1h +
    output * rates.output
  );
}
