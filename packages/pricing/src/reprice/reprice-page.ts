import type { Executor, TenantDatabase } from "@ai-cost/db";
import { type CorrectedCharges, correctCharges } from "@ai-cost/ledger";
import { priceCall } from "../price-call";
import { loadProjectPrices } from "../project-prices";
import { callOf, PAGE_CHARGES, type UnpricedPage, unpricedKeys } from "./unpriced-charges";

export interface RepricedPage extends CorrectedCharges {
  /** The id of the last charge of the page, after which the next page starts; null when this page is the last. */
  last: string | null;
}

interface Repricing extends UnpricedPage {
  db: TenantDatabase;
  now: Date;
  /** Runs in the transaction that records the corrections. It does not run when no charge was corrected. */
  alongside?(tx: Executor, corrected: CorrectedCharges): Promise<void>;
}

/**
 * Prices up to a thousand charges of a model that have no price, newest first, and records a correction
 * for each, in one transaction. It uses the project's current own prices and the current price tables, and
 * from the tables the price at the instant of the charge. It can be repeated, and other processes can
 * write meanwhile: each charge is priced once, with its usage at that moment.
 */
export async function repricePage(repricing: Repricing): Promise<RepricedPage> {
  const { db, projectId, now, alongside = async () => {} } = repricing;
  const { projectPrices, charges } = await db.read(async (tx) => ({
    projectPrices: await loadProjectPrices(tx, projectId),
    charges: await unpricedKeys(tx, repricing),
  }));
  const corrected = await correctCharges(
    db,
    { projectId, now },
    {
      keys: charges.map(({ key }) => key),
      priceOf: (charge, usage) => priceCall(projectPrices, callOf(charge, usage)),
      alongside,
    },
  );
  const last = charges.length < PAGE_CHARGES ? null : (charges.at(-1)?.id ?? null);
  return { ...corrected, last };
}
