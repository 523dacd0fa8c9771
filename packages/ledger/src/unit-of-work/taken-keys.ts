import { agentJobs, creditTransactions, type Executor, listOf } from "@ai-cost/db";
import { and, eq, sql } from "drizzle-orm";
import type { ChargeIds, EntryOutcome } from "../types";

/** What stands under a key that is taken. */
export interface Recorded {
  hash: string;
  /** The way in that reported it; null where nothing did. */
  source: string | null;
  ids: ChargeIds;
}

/** The rows that these keys already have in the project's ledger, by key. */
export async function findRecorded(
  tx: Executor,
  projectId: string,
  idempotencyKeys: readonly string[],
): Promise<Map<string, Recorded>> {
  const rows = await tx
    .select({
      idempotencyKey: creditTransactions.idempotencyKey,
      chargeId: creditTransactions.id,
      hash: creditTransactions.contentHash,
      source: creditTransactions.source,
      jobId: agentJobs.id,
      runId: agentJobs.pipelineRunId,
    })
    .from(creditTransactions)
    .leftJoin(
      agentJobs,
      and(eq(agentJobs.projectId, projectId), eq(agentJobs.id, creditTransactions.agentJobId)),
    )
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        sql`${creditTransactions.idempotencyKey} = any(${listOf(idempotencyKeys, "text")})`,
      ),
    );
  return new Map(
    rows.map(({ idempotencyKey, hash, source, chargeId, jobId, runId }) => [
      idempotencyKey,
      // A purchase or grant has no job, and a hash that no charge has.
      { hash, source, ids: { chargeId, jobId: jobId ?? "", runId: runId ?? "" } },
    ]),
  );
}

export const otherContent = (idempotencyKey: string): string =>
  `idempotency key "${idempotencyKey}" is already recorded with other content; the first stands`;

/** Answers for an entry whose key was there before: the row that stands, or the conflict with it. */
export async function repeatOf(
  tx: Executor,
  projectId: string,
  entry: { idempotencyKey: string; contentHash: string },
): Promise<EntryOutcome> {
  const first = (await findRecorded(tx, projectId, [entry.idempotencyKey])).get(
    entry.idempotencyKey,
  );
  if (first?.hash === entry.contentHash) return { outcome: "repeated", id: first.ids.chargeId };
  return { outcome: "conflict", reason: otherContent(entry.idempotencyKey) };
}
