import { expect, test } from "vitest";
import { WITHOUT_USAGE } from "./rows";
import { usageGapChanges, usageGapOf } from "./usage-gaps";

const occurredAt = new Date("2026-11-05T10:00:00Z");
const charge = {
  ...WITHOUT_USAGE,
  kind: "deduction",
  amountMicroUsd: 700n,
  inputTokens: 10n,
  outputTokens: 5n,
  source: "traces",
  usageGap: "no_cached_tokens",
  occurredAt,
} as const;
const row = { month: "2026-11", source: "traces", usageGap: "no_cached_tokens", calls: 1n };
const refund = { ...charge, ...WITHOUT_USAGE, kind: "refund", amountMicroUsd: 200n } as const;
const completion = { ...charge, kind: "completion", amountMicroUsd: -30n } as const;
const usage = { inputTokens: 10n, outputTokens: 5n };

test("a charge with a usage gap counts with its adjustments in the month of the charge", () => {
  expect(usageGapOf(charge)).toEqual({ ...row, ...usage, costMicroUsd: 700n });
  expect(usageGapOf(charge, [refund])).toEqual({ ...row, ...usage, costMicroUsd: 500n });
  expect(usageGapOf(charge, [completion])).toMatchObject({ costMicroUsd: 670n, inputTokens: 20n });
});

test("a charge without a usage gap, or without a source, is not in the rollup", () => {
  expect(usageGapOf({ ...charge, usageGap: null })).toBeNull();
  expect(usageGapOf({ ...charge, source: null })).toBeNull();
});

test("a completion without a usage gap closes the gap of its charge for good", () => {
  const closing = { ...completion, usageGap: null };
  expect(usageGapChanges(charge, [refund], [closing])).toEqual([
    { ...row, calls: -1n, inputTokens: -10n, outputTokens: -5n, costMicroUsd: -500n },
  ]);
  expect(usageGapChanges(charge, [closing], [refund])).toEqual([]);
});

test("counts that are unknown add nothing", () => {
  const unknown = { ...charge, inputTokens: null, outputTokens: null, amountMicroUsd: null };
  expect(usageGapOf(unknown)).toMatchObject({ calls: 1n, costMicroUsd: 0n, inputTokens: 0n });
});
