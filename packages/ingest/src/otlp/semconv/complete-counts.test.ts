import { expect, test } from "vitest";
import { completeCounts } from "./complete-counts";
import { NO_COUNTS } from "./reported-counts";

const reported = (
  input: bigint,
  cacheRead: bigint,
  output: bigint,
  reasoning: bigint,
  total: bigint | null,
) => ({
  ...NO_COUNTS,
  input,
  cacheRead,
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

test("the known convention of the source is used instead of the one that the numbers suggest", () => {
  expect(completeCounts(reported(80n, 20n, 40n, 0n, 120n), true)).toMatchObject({
    inputTokens: 100n,
  });
  expect(completeCounts(reported(100n, 20n, 40n, 0n, 160n), false)).toMatchObject({
    inputTokens: 100n,
  });
});

test("the part of the total that is in neither count is added to the output, when the provider leaves reasoning out of the output", () => {
  const counts = { ...NO_COUNTS, input: 55n, output: 10n, total: 1000n };
  const known = { inputTokens: 55n, outputTokens: 945n, reasoningTokens: 935n };
  expect(completeCounts(counts, null, true)).toMatchObject(known);
  expect(completeCounts(counts, null)).toMatchObject({ outputTokens: 10n, reasoningTokens: null });
  expect(completeCounts({ ...counts, reasoning: 935n }, null, true)).toMatchObject(known);
  expect(completeCounts({ ...counts, total: 20n }, null, true)).toMatchObject({
    outputTokens: 10n,
  });
});

test.each([
  ["a total of the writes", { cacheWrite: 300n, cacheWrite1h: 200n }, 300n, 200n],
  ["both parts of the writes", { cacheWrite5m: 100n, cacheWrite1h: 200n }, 300n, 200n],
  ["an impossible part", { cacheWrite: 100n, cacheWrite1h: 200n }, 100n, null],
])("one-hour cache writes are a part of the writes: %s", (_, change, writes, oneHour) => {
  const counts = completeCounts({ ...NO_COUNTS, input: 1000n, output: 1n, ...change }, null);
  expect(counts).toMatchObject({ cacheWriteTokens: writes, cacheWrite1hTokens: oneHour });
});

test("audio and images that do not fit into the count are unknown", () => {
  const counts = { ...NO_COUNTS, input: 10n, output: 10n };
  expect(completeCounts({ ...counts, audioInput: 8n, imageInput: 3n }, null)).toMatchObject({
    audioInputTokens: 8n,
    imageInputTokens: null,
  });
  expect(completeCounts({ ...counts, audioOutput: 11n, imageOutput: 10n }, null)).toMatchObject({
    audioOutputTokens: null,
    imageOutputTokens: 10n,
  });
});
