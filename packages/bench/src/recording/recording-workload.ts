import { setTimeout as sleep } from "node:timers/promises";
import type { TenantDatabase } from "@ai-cost/db";
import { recordUsage, type UsageReport } from "@ai-cost/ledger";
import { inClients } from "@ai-cost/testing";
import { inRequests, type Workload } from "../throughput/workload";
import type { RecordingProfile } from "./profiles";

/**
 * A workload that records charges through the ledger, including their runs, jobs and rollups. Each
 * request is one transaction.
 */
export const recordingWorkload = (
  name: string,
  tenant: TenantDatabase,
  profile: RecordingProfile,
  newReport: () => UsageReport,
): Workload => ({
  name,
  prepare(charges) {
    const reports = Array.from({ length: charges }, newReport);
    const batches = inRequests(reports, profile);
    const db = profile.commitDelayMs > 0 ? withCommitDelay(tenant, profile.commitDelayMs) : tenant;
    return async () => ({
      seconds: await inClients(profile.clients, batches, (batch) => recordAll(db, batch)),
    });
  },
});

/**
 * Records usage reports in the ledger. Throws if the ledger refuses one of them or already contains
 * it.
 */
export async function recordAll(
  tenant: TenantDatabase,
  reports: readonly UsageReport[],
): Promise<void> {
  const [projectId = ""] = tenant.projectIds;
  const now = reports[0]?.occurredAt ?? new Date(Number.NaN);
  const outcomes = await recordUsage(tenant, { projectId, now }, reports);
  const other = outcomes.find(({ outcome }) => outcome !== "recorded");
  if (other) throw new Error(`a charge was not recorded: ${JSON.stringify(other)}`);
}

/** Returns a tenant database whose transactions wait for `commitDelayMs` before they commit. */
const withCommitDelay = (tenant: TenantDatabase, commitDelayMs: number): TenantDatabase => ({
  ...tenant,
  write: (work, lock) =>
    tenant.write(async (tx) => {
      const result = await work(tx);
      await sleep(commitDelayMs);
      return result;
    }, lock),
  // The statement ends in a select list. Postgres evaluates the list after all writes of the
  // statement, so the transaction holds its locks while it sleeps.
  writeAtOnce: ({ text, parameters }, lock) =>
    tenant.writeAtOnce({ text: `${text}, pg_sleep(${commitDelayMs / 1000})`, parameters }, lock),
});
