import { expect, test } from "vitest";
import { completeCounts } from "./complete-counts";

const said = (
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
  ["parts are in their wholes, as the conventions say", said(100n, 20n, 40n, 10n, null), 100n, 40n],
  ["and as the total says", said(100n, 20n, 40n, 10n, 140n), 100n, 40n],
  ["more read from the cache than went in", said(10n, 20n, 40n, 10n, null), 30n, 40n],
  ["more reasoning than came out", said(100n, 20n, 5n, 10n, null), 100n, 15n],
  ["the cache is missing in the total's sum", said(80n, 20n, 40n, 10n, 140n), 100n, 40n],
  ["the reasoning is", said(100n, 20n, 30n, 10n, 140n), 100n, 40n],
  ["both are", said(80n, 20n, 30n, 10n, 140n), 100n, 40n],
  ["a total that says something else says nothing", said(100n, 20n, 40n, 10n, 999n), 100n, 40n],
])("%s", (_, counts, inputTokens, outputTokens) => {
  expect(completeCounts(counts, null)).toMatchObject({ inputTokens, outputTokens });
});

test("what is known of a source goes before what its numbers seem to say", () => {
  expect(completeCounts(said(80n, 20n, 40n, 0n, 120n), true)).toMatchObject({ inputTokens: 100n });
  expect(completeCounts(said(100n, 20n, 40n, 0n, 160n), false)).toMatchObject({
    inputTokens: 100n,
  });
});
