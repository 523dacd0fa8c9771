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
  /** In the order in which they began, the one under way last. */
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

/** What has happened in a product up to `now`; the same for the same `now`. */
export function tellProduct(product: Product, now: Date): ProductStory {
  return tellMonths(product, monthsOf(product, now), now);
}

/** The part of the story that falls into some months, oldest first. */
export function tellMonths(product: Product, months: readonly string[], now: Date): ProductStory {
  const days = months.flatMap((month) => daysOfMonth(month, now));
  const past = days.flatMap((day) => tellDay(product, SEED, day, now));
  const present = months.includes(monthOf(now)) ? [tellPresentRun(product, SEED, now)] : [];
  const runs = [...waitingForApproval(past), ...present];
  return {
    product,
    runs,
    adjustments: adjustmentsOf(runs, SEED, now),
    credits: creditsOf(product, months, now),
  };
}

/** The latest run that went well still waits for a person to say yes. */
function waitingForApproval(runs: StoryRun[]): StoryRun[] {
  const latest = runs.findLast(({ status }) => status === "completed");
  return runs.map((run) =>
    run === latest ? { ...run, status: "awaiting_approval", finishedAt: null } : run,
  );
}
