import { addMonths, daysOfMonth, monthOf } from "@ai-cost/domain";
import { type Adjustment, adjustmentsOf } from "./adjustments";
import { type Credits, creditsOf } from "./credits";
import { tellDay } from "./day";
import { tellPresentRun } from "./present-run";
import type { Product } from "./products";
import type { StoryRun } from "./run";

/** All that a product's ledger is told, and nothing that depends on when it is told. */
export interface ProductStory {
  product: Product;
  /** Day by day, the one under way last. */
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
 * What has happened in a product up to `now`, in all its months or in some of them, oldest first. The
 * same for the same `now`.
 */
export function tellProduct(
  product: Product,
  now: Date,
  months: readonly string[] = monthsOf(product, now),
): ProductStory {
  const toldMonths = monthsOf(product, now).filter((month) => months.includes(month));
  const days = toldMonths.flatMap((month) => daysOfMonth(month, now));
  const past = days.flatMap((day) => tellDay(product, SEED, day, now));
  const present = toldMonths.includes(monthOf(now)) ? [tellPresentRun(product, SEED, now)] : [];
  const runs = [...waitingForApproval(past), ...present];
  return {
    product,
    runs,
    adjustments: adjustmentsOf(runs, SEED, now),
    credits: creditsOf(product, toldMonths, now),
  };
}

/** The latest run that went well still waits for a person to say yes. */
function waitingForApproval(runs: StoryRun[]): StoryRun[] {
  const latest = runs.findLast(({ status }) => status === "completed");
  return runs.map((run) =>
    run === latest ? { ...run, status: "awaiting_approval", finishedAt: null } : run,
  );
}
