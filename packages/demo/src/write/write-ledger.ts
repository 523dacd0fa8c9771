import type { TenantDatabase } from "@ai-cost/db";
import {
  addCredits,
  correctCharge,
  type LedgerScope,
  recordUsage,
  refundCharge,
  reportRun,
} from "@ai-cost/ledger";
import type { Adjustment } from "../story/adjustments";
import type { ProductStory } from "../story/product-story";
import type { StoryRun } from "../story/run";
import { inParallel } from "./in-parallel";

const BATCH_REPORTS = 1000;
const WRITERS = 3;

/**
 * Thrown if the ledger refuses a part of the story, which means that the generated story has a
 * mistake.
 */
class StoryRefusedError extends Error {}

/**
 * Records a product's story in the ledger. Entries that the ledger already contains are duplicates
 * and change nothing.
 */
export async function writeLedger(
  db: TenantDatabase,
  { product, runs, adjustments, credits }: ProductStory,
  now: Date,
  onRecorded: (charges: number) => void,
): Promise<void> {
  const scope = { projectId: product.projectId, now };
  const chargeIds = await recordCharges(db, scope, runs, onRecorded);
  await finishRuns(db, scope, runs);
  await inParallel(adjustments, WRITERS, (adjustment) =>
    addAdjustment(db, scope, adjustment, chargeIds),
  );
  for (const credit of credits) requireAccepted(await addCredits(db, scope, credit));
}

/** Records the charges of the runs. Returns the ids of the charges by their idempotency keys. */
async function recordCharges(
  db: TenantDatabase,
  scope: LedgerScope,
  runs: readonly StoryRun[],
  onRecorded: (charges: number) => void,
): Promise<Map<string, string>> {
  const reports = runs.flatMap((run) =>
    run.finishedAt
      ? run.reports
      : run.reports.map((report) => ({ ...report, run: { ...report.run, status: run.status } })),
  );
  const chargeIds = new Map<string, string>();
  for (let start = 0; start < reports.length; start += BATCH_REPORTS) {
    const batch = reports.slice(start, start + BATCH_REPORTS);
    const outcomes = await recordUsage(db, scope, batch);
    for (const [index, outcome] of outcomes.entries()) {
      const { chargeId } = requireAccepted(outcome);
      chargeIds.set(batch[index]?.idempotencyKey ?? "", chargeId);
    }
    onRecorded(batch.length);
  }
  return chargeIds;
}

async function finishRuns(db: TenantDatabase, scope: LedgerScope, runs: readonly StoryRun[]) {
  await inParallel(runs, WRITERS, async ({ externalId, status, finishedAt: at }) => {
    if (!at) return;
    const idempotencyKey = `${externalId}:finished`;
    const content = { status, at };
    requireAccepted(
      await reportRun(db, scope, { idempotencyKey, content, externalId, status, at }),
    );
  });
}

async function addAdjustment(
  db: TenantDatabase,
  scope: LedgerScope,
  { kind, chargeKey, amountMicroUsd, costByKind }: Adjustment,
  chargeIds: ReadonlyMap<string, string>,
): Promise<void> {
  const chargeId = chargeIds.get(chargeKey) ?? "";
  const idempotencyKey = `${chargeKey}:refund`;
  requireAccepted(
    kind === "refund"
      ? await refundCharge(db, scope, { idempotencyKey, chargeId, amountMicroUsd })
      : await correctCharge(db, scope, {
          chargeId,
          amountMicroUsd,
          costByKind: costByKind ?? null,
        }),
  );
}

/**
 * Returns the outcome if it is recorded or duplicate. Throws a StoryRefusedError with the reason if
 * the ledger has refused the entry.
 */
function requireAccepted<Outcome extends { outcome: string }>(
  outcome: Outcome,
): Exclude<Outcome, { reason: string }> {
  if ("reason" in outcome) throw new StoryRefusedError(String(outcome.reason));
  return outcome as Exclude<Outcome, { reason: string }>;
}
