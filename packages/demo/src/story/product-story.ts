import { addMonths, daysOfMonth, monthOf } from "@ai-cost/domain";
import { type Adjustment, generateAdjustments } from "./adjustments";
import type { Product } from "./company/products";
import { type Credits, creditsOf } from "./credits";
import { generateCurrentRun } from "./current-run";
import { generateDay } from "./day";
import type { StoryRun } from "./run";

/** Everything that the demo story writes to a product's ledger. */
export interface ProductStory {
  product: Product;
  /** The runs in the order of their days. The last one is the run in progress. */
  runs: StoryRun[];
  adjustments: Adjustment[];
  credits: Credits[];
}

export const STORY_MONTHS = 13;
const SEED = "a company";

const monthsOf = ({ startedMonthsAgo }: Product, now: Date): string[] =>
  startedMonthsAgo === null
    ? []
    : Array.from({ length: startedMonthsAgo + 1 }, (_, index) =>
        addMonths(monthOf(now), index - startedMonthsAgo),
      );

/**
 * Generates the history of a product up to `now`, by default for all months since its start. The
 * same arguments always give the same history.
 */
export function generateStory(
  product: Product,
  now: Date,
  onlyMonths: readonly string[] = monthsOf(product, now),
): ProductStory {
  const months = monthsOf(product, now).filter((month) => onlyMonths.includes(month));
  const days = months.flatMap((month) => daysOfMonth(month, now));
  const past = days.flatMap((day) => generateDay(product, SEED, day, now));
  const current = months.includes(monthOf(now)) ? [generateCurrentRun(product, SEED, now)] : [];
  const runs = [...withOneAwaitingApproval(past), ...current];
  return {
    product,
    runs,
    adjustments: generateAdjustments(runs, SEED, now),
    credits: creditsOf(product, months, now),
  };
}

/** Changes the latest completed run to one that waits for a person's approval. */
function withOneAwaitingApproval(runs: StoryRun[]): StoryRun[] {
  const latest = runs.findLast(({ status }) => status === "completed");
  return runs.map((run) =>
    run === latest ? { ...run, status: "awaiting_approval", finishedAt: null } : run,
  );
}
