import type { TenantDatabase } from "@ai-cost/db";
import {
  addCredits,
  correctCharge,
  type LedgerScope,
  recordUsage,
  refundCharge,
  reportRun,
} from "@ai-cost/ledger";
import { inParallel } from "./in-parallel";
import type { Adjustment } from "./story/adjustments";
import type { ProductStory } from "./story/product-story";
import type { StoryRun } from "./story/run";

const BATCH_REPORTS = 1000;
const WRITERS = 3;

/** The ledger said no to the story, which therefore is wrong. */
class StoryRefused extends Error {}

/** Tells the ledger a product's whole story; what it knows already, it takes as told. */
export async function writeProduct(
  db: TenantDatabase,
  { product, runs, adjustments, credits }: ProductStory,
  now: Date,
  onWritten: (charges: number) => void,
): Promise<void> {
  const scope = { projectId: product.projectId, now };
  const chargeIds = await writeCharges(db, scope, runs, onWritten);
  await finishRuns(db, scope, runs);
  await inParallel(adjustments, WRITERS, (adjustment) =>
    writeAdjustment(db, scope, adjustment, chargeIds),
  );
  for (const credit of credits) accept(await addCredits(db, scope, credit));
}

/** Answers with the id of each charge by its key. */
async function writeCharges(
  db: TenantDatabase,
  scope: LedgerScope,
  runs: readonly StoryRun[],
  onWritten: (charges: number) => void,
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
      const { chargeId } = accept(outcome);
      chargeIds.set(batch[index]?.idempotencyKey ?? "", chargeId);
    }
    onWritten(batch.length);
  }
  return chargeIds;
}

async function finishRuns(db: TenantDatabase, scope: LedgerScope, runs: readonly StoryRun[]) {
  await inParallel(runs, WRITERS, async ({ externalId, status, finishedAt: at }) => {
    if (!at) return;
    const idempotencyKey = `${externalId}:finished`;
    const content = { status, at };
    accept(await reportRun(db, scope, { idempotencyKey, content, externalId, status, at }));
  });
}

async function writeAdjustment(
  db: TenantDatabase,
  scope: LedgerScope,
  { kind, chargeKey, amountMicroUsd }: Adjustment,
  chargeIds: ReadonlyMap<string, string>,
): Promise<void> {
  const chargeId = chargeIds.get(chargeKey) ?? "";
  const idempotencyKey = `${chargeKey}:refund`;
  accept(
    kind === "refund"
      ? await refundCharge(db, scope, { idempotencyKey, chargeId, amountMicroUsd })
      : await correctCharge(db, scope, { chargeId, amountMicroUsd }),
  );
}

function accept<Outcome extends { outcome: string }>(
  outcome: Outcome,
): Exclude<Outcome, { reason: string }> {
  if ("reason" in outcome) throw new StoryRefused(String(outcome.reason));
  return outcome as Exclude<Outcome, { reason: string }>;
}
