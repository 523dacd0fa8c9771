import { importedDays, type TenantDatabase } from "@ai-cost/db";
import { IMPORT_FLAGS } from "../import-flags";
import { noTotals } from "../import-totals";
import { type FileReading, readFile } from "../read-file";
import type { ReportedRow } from "../reported-row";
import { UnreadableFile } from "../unreadable-file";
import { daysWithOtherUsage, type ProviderDay } from "./days-with-other-usage";
import { daysOf, providerOf, SummedDays } from "./summed-days";

/**
 * What to do with sums for days that have other usage of the same provider: refuse the file, import only
 * the other days, or count the sums in addition.
 */
export type OverlapRule = "refuse" | "only missing days" | "beside";

/** The error for a file whose sums overlap with usage that is recorded already. */
export class OverlappingDays extends UnreadableFile {
  constructor(
    path: string,
    readonly days: readonly ProviderDay[],
  ) {
    super(
      `"${path}" sums up usage of days that have other usage of the same provider, so it could count twice: ${listed(days)}. Add ${IMPORT_FLAGS.onlyMissingDays} to import only the other days, or ${IMPORT_FLAGS.beside} to count the file in addition.`,
    );
  }
}

export interface SummedImport {
  /** Returns the row with the source under which the file is recorded. */
  withSource(row: ReportedRow): ReportedRow;
  /** Whether the row is left out at the user's request, because its day has other usage. */
  isLeftOut(row: ReportedRow): boolean;
  /** Records which days the file covers. Call it after the rows are recorded. */
  recordDays(db: TenantDatabase): Promise<void>;
}

/**
 * Reads a file of sums once to find the days that it covers, and compares these days with the recorded
 * usage. Two exports of one kind that are grouped by different columns are different sources. Throws an
 * `OverlappingDays` when the file must be refused.
 */
export async function planSummedImport(
  request: Pick<FileReading, "db" | "projectId"> & {
    source: Extract<FileReading["source"], { exported: unknown }>;
  },
  rule: OverlapRule,
): Promise<SummedImport> {
  const { db, projectId, source: file } = request;
  const summed = new SummedDays();
  const ignore = { totals: noTotals(), onProgress: () => {}, onRejected: () => {} };
  await readFile({ ...request, ...ignore }, (row) => summed.add(row));
  const days = summed.list();
  const source = `import ${file.exported.format.name}${summed.grouping()}`;
  const overlapping =
    rule === "beside" || days.length === 0
      ? []
      : await db.read((tx) => daysWithOtherUsage(tx, projectId, source, days));
  if (rule === "refuse" && overlapping.length > 0)
    throw new OverlappingDays(file.exported.path, overlapping);
  const leftOut = new Set(overlapping.map(keyOf));
  const recorded = days.filter((day) => !leftOut.has(keyOf(day)));
  return {
    withSource: (row) => ({ ...row, report: { ...row.report, source } }),
    isLeftOut: (row) =>
      daysOf(row).some((day) => leftOut.has(keyOf({ provider: providerOf(row), day }))),
    recordDays: (db) => recordImportedDays(db, projectId, source, recorded),
  };
}

const keyOf = ({ provider, day }: ProviderDay): string => `${day} ${provider}`;

async function recordImportedDays(
  db: TenantDatabase,
  projectId: string,
  source: string,
  days: readonly ProviderDay[],
): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map((day) => ({ projectId, source, ...day }));
  await db.write((tx) => tx.insert(importedDays).values(rows).onConflictDoNothing());
}

const MAX_LISTED_DAYS = 10;

/** Lists days as `openai on 2026-11-24, 2026-11-25 and 3 more days`. */
function listed(days: readonly ProviderDay[]): string {
  const providers = [...new Set(days.map(({ provider }) => provider))];
  return providers
    .map((provider) => {
      const all = days.flatMap((each) => (each.provider === provider ? [each.day] : []));
      const shown = all.slice(0, MAX_LISTED_DAYS).join(", ");
      const more = all.length - MAX_LISTED_DAYS;
      return `${provider} on ${shown}${more > 0 ? ` and ${more} more days` : ""}`;
    })
    .join("; ");
}
