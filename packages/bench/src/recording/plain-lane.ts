import { setTimeout as sleep } from "node:timers/promises";
import { type DatabaseClient, newId } from "@ai-cost/db";
import type { UsageReport } from "@ai-cost/ledger";
import { inClients } from "@ai-cost/testing";
import { inRequests, type Lane } from "../ingest/lane";
import type { RecordingMode } from "./modes";
import { insertStatement, type LedgerRow } from "./plain-ledger";

export interface PlainPlace {
  projectId: string;
  /** Of jobs that are there; the rows take them in turn. */
  jobIds: readonly string[];
}

/** The same charges into the plain ledger, a statement for each request. */
export const plainLane = (
  { sql }: DatabaseClient,
  mode: RecordingMode,
  place: PlainPlace,
  makeReport: () => UsageReport,
): Lane => ({
  name: "plain insert",
  prepare(charges) {
    const rows = Array.from({ length: charges }, (_, index) =>
      ledgerRow(makeReport(), place.projectId, place.jobIds[index % place.jobIds.length] ?? ""),
    );
    const batches = inRequests(rows, mode);
    const insert = (batch: LedgerRow[], on: Pick<typeof sql, "unsafe"> = sql) => {
      const { text, parameters } = insertStatement(batch);
      return on.unsafe(text, parameters as never[], { prepare: true });
    };
    const insertHeld = (batch: LedgerRow[]) =>
      sql.begin(async (tx) => {
        await insert(batch, tx);
        await sleep(mode.heldMs);
      });
    const work = mode.heldMs > 0 ? insertHeld : (batch: LedgerRow[]) => insert(batch);
    return async () => ({ seconds: await inClients(mode.clients, batches, work) });
  },
});

/** As recording would write it. */
function ledgerRow(report: UsageReport, projectId: string, agentJobId: string): LedgerRow {
  const { content, run, job, ...charge } = report;
  return {
    ...charge,
    projectId,
    id: newId(),
    agentJobId,
    chargeId: null,
    kind: "deduction",
    contentHash: "0".repeat(64),
    recordedAt: charge.occurredAt,
  };
}
