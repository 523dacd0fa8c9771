import type { TenantDatabase } from "@ai-cost/db";
import { correctCharge } from "@ai-cost/ledger";
import { type Pricing, priceCall } from "../price-call";
import { loadProjectPrices } from "../project-prices";
import { type UnpricedCharge, unpricedCharges, unpricedModels } from "./unpriced-charges";

/** The outcome for a model's charges that had no price. */
export interface RepricedModel {
  /** Null for charges whose report named no model. */
  model: string | null;
  /** How many have a price now. */
  priced: number;
  /** The sum of their prices. */
  amountMicroUsd: bigint;
  /** How many still have none. */
  unpriced: number;
}

interface Repricing {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  /** Computes prices without recording them. */
  isDryRun: boolean;
  onProgress(done: number, total: number): void;
  onProblem(chargeId: string, problem: string): void;
}

/**
 * Prices a project's charges that have no price, each at its own instant by the prices that the project
 * and the table have now, and records a correction for each. Every charge is a transaction of its own,
 * so the work can be interrupted, repeated and run while others write.
 */
export async function repriceProject(repricing: Repricing): Promise<RepricedModel[]> {
  const { db, projectId, onProgress } = repricing;
  const { projectPrices, models } = await db.read(async (tx) => ({
    projectPrices: await loadProjectPrices(tx, projectId),
    models: await unpricedModels(tx, projectId),
  }));
  const total = models.reduce((sum, { charges }) => sum + charges, 0);
  const repriced: RepricedModel[] = [];
  let done = 0;
  for (const { model, charges } of models) {
    const result = { model, priced: 0, amountMicroUsd: 0n, unpriced: 0 };
    repriced.push(result);
    if (model === null) result.unpriced = charges;
    else
      for await (const charge of unpricedCharges(db, projectId, model)) {
        const pricing = priceCall(projectPrices, { ...charge, costMicroUsd: null });
        await correct(result, repricing, charge, pricing);
        done += 1;
        onProgress(done, total);
      }
  }
  return repriced;
}

async function correct(
  result: RepricedModel,
  { db, projectId, clock, isDryRun, onProblem }: Repricing,
  { id: chargeId }: UnpricedCharge,
  { amountMicroUsd, ...pricing }: Pricing,
): Promise<void> {
  if (amountMicroUsd === null) {
    result.unpriced += 1;
    return;
  }
  const outcome = isDryRun
    ? { outcome: "recorded" as const }
    : await correctCharge(
        db,
        { projectId, now: clock() },
        { chargeId, amountMicroUsd, ...pricing },
      );
  if (outcome.outcome === "invalid") {
    result.unpriced += 1;
    onProblem(chargeId, outcome.reason);
  }
  // Any other outcome means that another process has priced the charge meanwhile, and its price holds.
  if (outcome.outcome !== "recorded") return;
  result.priced += 1;
  result.amountMicroUsd += amountMicroUsd;
}
