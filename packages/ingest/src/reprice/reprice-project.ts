import type { TenantDatabase } from "@ai-cost/db";
import { correctCharge } from "@ai-cost/ledger";
import { type Pricing, priceCall } from "../prices/price-call";
import { loadProjectPrices } from "../prices/project-prices";
import { type UnpricedCharge, unpricedCharges, unpricedModels } from "./unpriced-charges";

/** What has become of a model's charges that waited for a price. */
export interface RepricedModel {
  /** Null for the charges that name none. */
  model: string | null;
  priced: number;
  amountMicroUsd: bigint;
  /** Without a price as before. */
  left: number;
}

interface Reprice {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  /** Whether to say only what would be priced. */
  isDryRun: boolean;
  onProgress(done: number, total: number): void;
  onProblem(chargeId: string, problem: string): void;
}

/**
 * Prices the charges of a project that have no price yet, each at its own instant by what the project
 * and the price table say now, and books a correction for each; nothing is edited. Every charge is a
 * transaction of its own: it can be cut short and run again, and beside writers and itself.
 */
export async function repriceProject(reprice: Reprice): Promise<RepricedModel[]> {
  const { db, projectId, onProgress } = reprice;
  const { own, models } = await db.read(async (tx) => ({
    own: await loadProjectPrices(tx, projectId),
    models: await unpricedModels(tx, projectId),
  }));
  const total = models.reduce((sum, { charges }) => sum + charges, 0);
  const repriced: RepricedModel[] = [];
  let done = 0;
  for (const { model, charges } of models) {
    const result = { model, priced: 0, amountMicroUsd: 0n, left: 0 };
    repriced.push(result);
    if (model === null) result.left = charges;
    else
      for await (const charge of unpricedCharges(db, projectId, model)) {
        const pricing = priceCall(own, { ...charge, costMicroUsd: null });
        await bookInto(result, reprice, charge, pricing);
        done += 1;
        onProgress(done, total);
      }
  }
  return repriced;
}

async function bookInto(
  result: RepricedModel,
  { db, projectId, clock, isDryRun, onProblem }: Reprice,
  { id: chargeId }: UnpricedCharge,
  { amountMicroUsd, ...pricing }: Pricing,
): Promise<void> {
  if (amountMicroUsd === null) {
    result.left += 1;
    return;
  }
  const correction = { chargeId, amountMicroUsd, ...pricing };
  const answer = isDryRun
    ? { outcome: "recorded" as const }
    : await correctCharge(db, { projectId, now: clock() }, correction);
  if (answer.outcome === "invalid") {
    result.left += 1;
    onProblem(chargeId, answer.reason);
  }
  // Else another process has priced it meanwhile, and its price stands.
  if (answer.outcome !== "recorded") return;
  result.priced += 1;
  result.amountMicroUsd += amountMicroUsd;
}
