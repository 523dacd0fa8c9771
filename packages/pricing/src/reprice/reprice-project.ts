import type { TenantDatabase } from "@ai-cost/db";
import { previewRepricing } from "./preview-repricing";
import { repricePage } from "./reprice-page";
import { unpricedModels } from "./unpriced-charges";

/** The result for the charges of one model that had no price. */
export interface RepricedModel {
  /** The model as reported; null for charges whose report named no model. */
  model: string | null;
  /** The number of charges that got a price. */
  priced: number;
  /** The sum of the amounts that the charges got, in micro-dollars. */
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
 * Prices the charges of a project that have no price, and records a correction for each. The work can be
 * interrupted and repeated, and other processes can write meanwhile.
 */
export async function repriceProject(repricing: Repricing): Promise<RepricedModel[]> {
  const { db, projectId, isDryRun, onProgress } = repricing;
  const models = await db.read((tx) => unpricedModels(tx, projectId));
  const total = models.reduce((sum, { charges }) => sum + charges, 0);
  const repriced: RepricedModel[] = [];
  let done = 0;
  for (const { model, charges } of models) {
    if (model === null) repriced.push({ model, priced: 0, amountMicroUsd: 0n, unpriced: charges });
    else if (isDryRun) repriced.push(await previewModel(db, projectId, model));
    else
      repriced.push(
        await repriceModel(repricing, model, (ofModel) => onProgress(done + ofModel, total)),
      );
    done += charges;
    onProgress(done, total);
  }
  return repriced;
}

const previewModel = (db: TenantDatabase, projectId: string, model: string) =>
  db.read(async (tx): Promise<RepricedModel> => {
    const maxCharges = Number.POSITIVE_INFINITY;
    const { priced, amountMicroUsd, unpriced } = await previewRepricing(tx, {
      projectId,
      model,
      maxCharges,
    });
    return { model, priced, amountMicroUsd, unpriced };
  });

async function repriceModel(
  { db, projectId, clock, onProblem }: Repricing,
  model: string,
  onPage: (done: number) => void,
): Promise<RepricedModel> {
  const repriced = { model, priced: 0, amountMicroUsd: 0n, unpriced: 0 };
  let before: string | null = null;
  do {
    const page = await repricePage({ db, projectId, now: clock(), model, before });
    for (const { chargeId, reason } of page.problems) onProblem(chargeId, reason);
    repriced.priced += page.corrected;
    repriced.amountMicroUsd += page.amountMicroUsd;
    repriced.unpriced += page.unpriced + page.problems.length;
    onPage(repriced.priced + repriced.unpriced);
    before = page.last;
  } while (before !== null);
  return repriced;
}
