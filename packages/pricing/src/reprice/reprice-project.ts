import type { TenantDatabase } from "@ai-cost/db";
import { UNKNOWN_TOKENS } from "@ai-cost/domain";
import { correctCharge } from "@ai-cost/ledger";
import { priceCall } from "../price-call";
import { loadProjectPrices, type ProjectPrices } from "../project-prices";
import {
  findUnpricedCharge,
  type UnpricedCharge,
  unpricedCharges,
  unpricedModels,
} from "./unpriced-charges";

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
        await correct(result, repricing, projectPrices, charge);
        done += 1;
        onProgress(done, total);
      }
  }
  return repriced;
}

async function correct(
  result: RepricedModel,
  repricing: Repricing,
  projectPrices: ProjectPrices,
  charge: UnpricedCharge,
): Promise<void> {
  const { db, projectId, clock, isDryRun, onProblem } = repricing;
  const { id: chargeId, tokens, units } = charge;
  const { amountMicroUsd, ...pricing } = priceCall(projectPrices, charge);
  if (amountMicroUsd === null) {
    result.unpriced += 1;
    return;
  }
  const outcome = isDryRun
    ? { outcome: "recorded" as const }
    : await correctCharge(
        db,
        { projectId, now: clock() },
        {
          chargeId,
          amountMicroUsd,
          usage: { ...(tokens ?? UNKNOWN_TOKENS), units: units ?? null },
          ...pricing,
        },
      );
  if (outcome.outcome === "invalid") {
    result.unpriced += 1;
    onProblem(chargeId, outcome.reason);
  }
  if (outcome.outcome === "conflict") {
    // Either a completion has changed the usage in the meantime, or the charge has a price by now.
    const current = await db.read((tx) => findUnpricedCharge(tx, projectId, chargeId));
    if (current) await correct(result, repricing, projectPrices, current);
    return;
  }
  // A duplicate was priced by another process in the meantime.
  if (outcome.outcome !== "recorded") return;
  result.priced += 1;
  result.amountMicroUsd += amountMicroUsd;
}
