import { setTimeout as sleep } from "node:timers/promises";
import { type DatabaseClient, newId } from "@ai-cost/db";
import type { UsageReport } from "@ai-cost/ledger";
import { inClients } from "@ai-cost/testing";
import { inRequests, type Workload } from "../throughput/workload";
import { insertStatement, type LedgerRow } from "./insert-statement";
import type { RecordingProfile } from "./profiles";

/** The project and the existing jobs that the inserted rows refer to. */
export interface BaselineJobs {
  projectId: string;
  jobIds: readonly string[];
}

/**
 * The baseline: inserts the same charges into the ledger table, with one statement for each
 * request.
 */
export const insertBaseline = (
  { sql }: DatabaseClient,
  profile: RecordingProfile,
  { projectId, jobIds }: BaselineJobs,
  newReport: () => UsageReport,
): Workload => ({
  name: "plain insert",
  prepare(charges) {
    const rows = Array.from({ length: charges }, (_, index) =>
      ledgerRow(newReport(), projectId, jobIds[index % jobIds.length] ?? ""),
    );
    const batches = inRequests(rows, profile);
    const insert = (batch: LedgerRow[], on: Pick<typeof sql, "unsafe"> = sql) => {
      const { text, parameters } = insertStatement(batch);
      return on.unsafe(text, parameters as never[], { prepare: true });
    };
    const insertWithDelay = (batch: LedgerRow[]) =>
      sql.begin(async (tx) => {
        await insert(batch, tx);
        await sleep(profile.commitDelayMs);
      });
    const work =
      profile.commitDelayMs > 0 ? insertWithDelay : (batch: LedgerRow[]) => insert(batch);
    return async () => ({ seconds: await inClients(profile.clients, batches, work) });
  },
});

/** Returns the row that the ledger would write for this usage report. */
function ledgerRow(report: UsageReport, projectId: string, agentJobId: string): LedgerRow {
  const { content, run, job, ...charge } = report;
  return {
    ...charge,
    projectId,
    id: newId(),
    agentJobId,
    chargeId: null,
    costByKind: charge.costByKind ?? null,
    canonicalModel: charge.canonicalModel ?? null,
    cacheWrite1hTokens: charge.cacheWrite1hTokens ?? null,
    audioInputTokens: charge.audioInputTokens ?? null,
    imageInputTokens: charge.imageInputTokens ?? null,
    audioOutputTokens: charge.audioOutputTokens ?? null,
    imageOutputTokens: charge.imageOutputTokens ?? null,
    units: charge.units ?? null,
    serviceTier: charge.serviceTier ?? null,
    usageGap: charge.usageGap ?? null,
    ownKey: null,
    reportedEndAt: null,
    kind: "deduction",
    contentHash: "0".repeat(64),
    recordedAt: charge.occurredAt,
  };
}
