import { type NullableTokenCounts, UNKNOWN_TOKENS } from "@ai-cost/domain";
import type { NestedReport } from "@ai-cost/ledger";

const COUNTS = Object.keys(UNKNOWN_TOKENS) as (keyof NullableTokenCounts)[];

/** A report without bigints and dates, because JSON cannot represent them. */
type StoredReport = Omit<
  NestedReport,
  keyof NullableTokenCounts | "amountMicroUsd" | "reportedEndAt"
> & {
  counts: Record<keyof NullableTokenCounts, string | null>;
  amountMicroUsd: string | null;
  reportedEndAt: string | null;
};

/** Encodes the report of a span as JSON text, which is stored for later requests. */
export function storedReport(report: NestedReport): string {
  const stored: StoredReport = {
    idempotencyKey: report.idempotencyKey,
    otherKeys: report.otherKeys ?? [],
    earlierKeys: report.earlierKeys ?? [],
    source: report.source,
    model: report.model,
    canonicalModel: report.canonicalModel,
    units: report.units ?? null,
    costByKind: report.costByKind,
    costSource: report.costSource,
    price: report.price,
    serviceTier: report.serviceTier ?? null,
    usageGap: report.usageGap ?? null,
    counts: mapCounts((count) => report[count]?.toString() ?? null),
    amountMicroUsd: report.amountMicroUsd?.toString() ?? null,
    reportedEndAt: report.reportedEndAt?.toISOString() ?? null,
  };
  return JSON.stringify(stored);
}

/** Decodes a report that `storedReport` encoded. */
export function readStoredReport(value: unknown): NestedReport {
  const { counts, amountMicroUsd, reportedEndAt, ...report } = value as StoredReport;
  return {
    ...report,
    ...mapCounts((count) => bigIntOrNull(counts[count])),
    amountMicroUsd: bigIntOrNull(amountMicroUsd),
    reportedEndAt: reportedEndAt === null ? null : new Date(reportedEndAt),
  };
}

const mapCounts = <Value>(value: (count: keyof NullableTokenCounts) => Value) =>
  Object.fromEntries(COUNTS.map((count) => [count, value(count)])) as Record<
    keyof NullableTokenCounts,
    Value
  >;

const bigIntOrNull = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
