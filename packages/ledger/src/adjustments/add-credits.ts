import { newId, type TenantDatabase } from "@ai-cost/db";
import { contentHash } from "../content-hash";
import { amountProblem, keyProblem, timeProblem } from "../field-rules";
import { invalid, type Outcome } from "../outcome";
import type { LedgerScope } from "../report";
import { insertTransaction } from "../unit-of-work/credit-transactions";
import { WITHOUT_USAGE } from "../unit-of-work/rows";

/** Records a purchase or grant of credits, in micro-dollars. Credits never count as spend. */
export async function addCredits(
  db: TenantDatabase,
  { projectId, now }: LedgerScope,
  credits: {
    kind: "purchase" | "grant";
    idempotencyKey: string;
    amountMicroUsd: bigint;
    occurredAt: Date;
  },
): Promise<Outcome<{ id: string }>> {
  const { kind, idempotencyKey, amountMicroUsd, occurredAt } = credits;
  const problem =
    keyProblem(idempotencyKey) ??
    amountProblem(amountMicroUsd) ??
    timeProblem("occurredAt", occurredAt, now);
  if (problem) return invalid(problem);
  return db.write((tx) =>
    insertTransaction(tx, projectId, {
      id: newId(),
      agentJobId: null,
      chargeId: null,
      kind,
      amountMicroUsd,
      costByKind: null,
      model: null,
      canonicalModel: null,
      provider: null,
      ...WITHOUT_USAGE,
      idempotencyKey,
      contentHash: contentHash(kind, { amountMicroUsd, occurredAt }),
      source: null,
      costSource: null,
      price: null,
      occurredAt,
      recordedAt: now,
    }),
  );
}
