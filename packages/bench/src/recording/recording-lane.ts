import { setTimeout as sleep } from "node:timers/promises";
import type { TenantDatabase } from "@ai-cost/db";
import { recordUsage, type UsageReport } from "@ai-cost/ledger";
import { inClients } from "@ai-cost/testing";
import { inRequests, type Lane } from "../ingest/lane";
import type { RecordingMode } from "./modes";

/** Charges whole: run, job, charge and read model, a transaction for each request. */
export const recordingLane = (
  name: string,
  tenant: TenantDatabase,
  mode: RecordingMode,
  makeReport: () => UsageReport,
): Lane => ({
  name,
  prepare(charges) {
    const reports = Array.from({ length: charges }, makeReport);
    const batches = inRequests(reports, mode);
    const db = mode.heldMs > 0 ? heldBeforeCommit(tenant, mode.heldMs) : tenant;
    return async () => ({
      seconds: await inClients(mode.clients, batches, (batch) => recordAll(db, batch)),
    });
  },
});

/** Throws unless each is new and recorded. */
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

const heldBeforeCommit = (tenant: TenantDatabase, heldMs: number): TenantDatabase => ({
  ...tenant,
  write: (work) =>
    tenant.write(async (tx) => {
      const result = await work(tx);
      await sleep(heldMs);
      return result;
    }),
  // What it selects at its end comes after all that it writes.
  writeAtOnce: ({ text, parameters }) =>
    tenant.writeAtOnce({ text: `${text}, pg_sleep(${heldMs / 1000})`, parameters }),
});
