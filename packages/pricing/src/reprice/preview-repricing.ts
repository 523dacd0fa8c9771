import type { Executor } from "@ai-cost/db";
import { monthOf } from "@ai-cost/domain";
import { priceCall } from "../price-call";
import { loadProjectPrices } from "../project-prices";
import { PAGE_CHARGES, unpricedCalls } from "./unpriced-charges";

/** What a model's charges without a price would cost. Amounts are in micro-dollars. */
export interface RepricingPreview {
  /** The number of charges that would get a price. */
  priced: number;
  amountMicroUsd: bigint;
  /** The number of charges that would still have no price. */
  unpriced: number;
  /** The result for each UTC month, newest first. */
  months: { month: string; priced: number; amountMicroUsd: bigint }[];
  /** Whether the model has more charges without a price than the preview read. */
  hasMore: boolean;
}

/** Computes what `repricePage` would add for the newest `maxCharges` of a model's charges, and changes nothing. */
export async function previewRepricing(
  db: Executor,
  { projectId, model, maxCharges }: { projectId: string; model: string; maxCharges: number },
): Promise<RepricingPreview> {
  const projectPrices = await loadProjectPrices(db, projectId);
  const months = new Map<string, RepricingPreview["months"][number]>();
  let before: string | null = null;
  let [read, unpriced] = [0, 0];
  do {
    const calls = await unpricedCalls(db, { projectId, model, before });
    for (const call of calls) {
      const { amountMicroUsd } = priceCall(projectPrices, call);
      if (amountMicroUsd === null) unpriced += 1;
      else addTo(months, monthOf(call.occurredAt), amountMicroUsd);
    }
    read += calls.length;
    before = calls.length < PAGE_CHARGES ? null : (calls.at(-1)?.id ?? null);
  } while (before !== null && read < maxCharges);
  const sums = [...months.values()];
  return {
    priced: sums.reduce((sum, { priced }) => sum + priced, 0),
    amountMicroUsd: sums.reduce((sum, { amountMicroUsd }) => sum + amountMicroUsd, 0n),
    unpriced,
    months: sums,
    hasMore: before !== null,
  };
}

function addTo(
  months: Map<string, RepricingPreview["months"][number]>,
  month: string,
  amountMicroUsd: bigint,
): void {
  const sum = months.get(month) ?? { month, priced: 0, amountMicroUsd: 0n };
  sum.priced += 1;
  sum.amountMicroUsd += amountMicroUsd;
  months.set(month, sum);
}
