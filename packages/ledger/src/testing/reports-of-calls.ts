import fc from "fast-check";
import type { UsageReport } from "../record/usage-report";
import { usageReport } from "./usage-report";

/** Some calls with all their reports. A call can have several incomplete reports and one complete report. */
export interface ReportedCalls {
  reports: UsageReport[];
  /** The sums of the costs and tokens of all calls. */
  totals: { costMicroUsd: bigint; inputTokens: bigint; outputTokens: bigint };
}

const KEYS = ["a", "b", "c"];
const START_MS = Date.parse("2026-11-03T10:00:00.000Z");

const aReport = fc.record({
  /** The report's share of the complete output, in quarters. */
  quarters: fc.nat(3),
  keys: fc.shuffledSubarray(KEYS, { minLength: 1 }),
  isPriced: fc.boolean(),
});

const aCall = fc.record({
  outputTokens: fc.bigInt(1n, 20n).map((tokens) => tokens * 4n),
  cacheReadTokens: fc.bigInt(0n, 10n),
  partial: fc.array(aReport, { maxLength: 3 }),
  keys: fc.shuffledSubarray(KEYS, { minLength: KEYS.length }),
});

type Call = typeof aCall extends fc.Arbitrary<infer Value> ? Value : never;
type Report = typeof aReport extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * A token costs 10 micro-dollars, and a cached token costs 1. Only the complete report of a call gives
 * cached tokens.
 */
function reportOf(call: Call, index: number, { quarters, keys, isPriced }: Report): UsageReport {
  const inputTokens = 10n;
  const outputTokens = (call.outputTokens * BigInt(quarters)) / 4n;
  const cacheReadTokens = quarters === 4 ? call.cacheReadTokens : null;
  const cached = cacheReadTokens ?? 0n;
  const costByKind = {
    input: Number((inputTokens - cached) * 10n),
    cached_input: Number(cached),
    output: Number(outputTokens * 10n),
  };
  const cost = costByKind.input + costByKind.cached_input + costByKind.output;
  const [idempotencyKey = "", ...otherKeys] = keys.map((key) => `${key} of call ${index}`);
  const report = usageReport({
    key: idempotencyKey,
    job: `job ${index}`,
    at: new Date(START_MS + quarters * 1_000),
    amountMicroUsd: isPriced ? BigInt(cost) : null,
    inputTokens,
    outputTokens,
  });
  return {
    ...report,
    // The content omits the amount, because the amount is computed and not reported.
    content: { ...report.content, amountMicroUsd: null, cacheReadTokens },
    cacheReadTokens,
    costByKind: isPriced ? costByKind : null,
    otherKeys,
  };
}

const reportsOf = (call: Call, index: number): UsageReport[] => [
  ...call.partial.map((report) => reportOf(call, index, report)),
  reportOf(call, index, { quarters: 4, keys: call.keys, isPriced: true }),
];

/** Generates calls. Each call has incomplete reports with some of its keys, and a complete report with all its keys. */
export const reportedCalls = fc
  .array(aCall, { minLength: 1, maxLength: 5 })
  .map((calls): ReportedCalls => {
    const reports = calls.map(reportsOf);
    const complete = reports.flatMap((ofCall) => ofCall.at(-1) ?? []);
    const sum = (value: (report: UsageReport) => bigint | null) =>
      complete.reduce((total, report) => total + (value(report) ?? 0n), 0n);
    return {
      reports: reports.flat(),
      totals: {
        costMicroUsd: sum(({ amountMicroUsd }) => amountMicroUsd),
        inputTokens: sum(({ inputTokens }) => inputTokens),
        outputTokens: sum(({ outputTokens }) => outputTokens),
      },
    };
  });
