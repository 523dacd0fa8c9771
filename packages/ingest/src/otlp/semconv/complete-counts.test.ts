import { expect, test } from "vitest";
import { completeCounts } from "./complete-counts";

const reported = (
  input: bigint,
  cacheRead: bigint,
  output: bigint,
  reasoning: bigint,
  total: bigint | null,
) => ({
  input,
  cacheRead,
  cacheWrite: null,
  output,
  reasoning,
  total,
});

test.each([
  ["subsets are included, as in the conventions", reported(100n, 20n, 40n, 10n, null), 100n, 40n],
  ["the total confirms that they are included", reported(100n, 20n, 40n, 10n, 140n), 100n, 40n],
  ["more cached tokens than input", reported(10n, 20n, 40n, 10n, null), 30n, 40n],
  ["more reasoning tokens than output", reported(100n, 20n, 5n, 10n, null), 100n, 15n],
  ["the total is larger by the cache", reported(80n, 20n, 40n, 10n, 140n), 100n, 40n],
  ["the total is larger by the reasoning", reported(100n, 20n, 30n, 10n, 140n), 100n, 40n],
  ["the total is larger by both", reported(80n, 20n, 30n, 10n, 140n), 100n, 40n],
  ["a total that fits neither is ignored", reported(100n, 20n, 40n, 10n, 999n), 100n, 40n],
])("%s", (_, counts, inputTokens, outputTokens) => {
  expect(completeCounts(counts, null)).toMatchObject({ inputTokens, outputTokens });
});

test("what is known of the source overrides what the numbers suggest", () => {
  expect(completeCounts(reported(80n, 20n, 40n, 0n, 120n), true)).toMatchObject({
    inputTokens: 100n,
  });
  expect(completeCounts(reported(100n, 20n, 40n, 0n, 160n), false)).toMatchObject({
    inputTokens: 100n,
  });
});
