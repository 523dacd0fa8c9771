import type { TenantDatabase } from "@ai-cost/db";
import { correctCharge } from "@ai-cost/ledger";
import { type Pricing, priceCall } from "../price-call";
import { loadProjectPrices } from "../project-prices";
import { type UnpricedCharge, unpricedCharges, unpricedModels } from "./unpriced-charges";

/** The outcome for those charges of a model that had no price. */
export interface RepricedModel {
  /** Null for charges whose report named no model. */
  model: string | null;
  /** The number of charges that have a price now. */
  priced: number;
  /** The sum of the new amounts, in micro-dollars. */
  amountMicroUsd: bigint;
  /** The number of charges that still have no price. */
  unpriced: number;
}

interface Repricing {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  /** Whether the prices are only computed and not recorded. */
  isDryRun: boolean;
  onProgress(done: number, total: number): void;
  onProblem(chargeId: string, problem: string): void;
}

/**
 * Prices the charges of a project that have no price, and records a correction for each. It uses the
 * current price list of the project and the current price tables, and from them the price at the time of
 * the charge. Each charge has its own transaction, so the work can be interrupted and repeated, and other
 * processes can write meanwhile.
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
        const pricing = priceCall(projectPrices, charge);
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
  // With any other outcome, another process has priced the charge in the meantime, and that price stays.
  if (outcome.outcome !== "recorded") return;
  result.priced += 1;
  result.amountMicroUsd += amountMicroUsd;
}
