import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_TOKENS, TOKEN_KINDS, tokensByKind } from "./token-counts";

test("the tokens of a call are divided by kind", () => {
  const tokens = {
    inputTokens: 1000n,
    cacheReadTokens: 400n,
    cacheWriteTokens: 300n,
    cacheWrite1hTokens: 100n,
    audioInputTokens: 50n,
    imageInputTokens: 20n,
    outputTokens: 90n,
    reasoningTokens: 40n,
    audioOutputTokens: 10n,
    imageOutputTokens: 5n,
  };
  expect(tokensByKind(tokens)).toEqual({
    input: 230n,
    cached_input: 400n,
    cache_write_5m: 200n,
    cache_write_1h: 100n,
    audio_input: 50n,
    image_input: 20n,
    output: 35n,
    reasoning: 40n,
    audio_output: 10n,
    image_output: 5n,
  });
});

test("tokens in two parts count once, as cached audio does", () => {
  const tokens = { ...NO_TOKENS, inputTokens: 100n, cacheReadTokens: 80n, audioInputTokens: 100n };
  expect(tokensByKind(tokens)).toMatchObject({ input: 0n, cached_input: 80n, audio_input: 20n });
});

const count = fc.option(fc.bigInt(0n, 10n ** 12n));

test("every token is of exactly one kind", () => {
  const anyTokens = fc.record({
    inputTokens: fc.bigInt(2n * 10n ** 12n, 4n * 10n ** 12n),
    cacheReadTokens: count,
    cacheWriteTokens: count,
    cacheWrite1hTokens: count,
    audioInputTokens: count,
    imageInputTokens: count,
    outputTokens: fc.bigInt(0n, 10n ** 12n),
    reasoningTokens: count,
    audioOutputTokens: count,
    imageOutputTokens: count,
  });
  fc.assert(
    fc.property(anyTokens, (tokens) => {
      const counts = tokensByKind(tokens);
      expect(TOKEN_KINDS.filter((kind) => counts[kind] < 0n)).toEqual([]);
      const sum = TOKEN_KINDS.reduce((total, kind) => total + counts[kind], 0n);
      expect(sum).toBe(tokens.inputTokens + tokens.outputTokens);
    }),
  );
});
