import type { Breakdown } from "../ai-cost/outputs";
import { usageRow } from "./usage";

const month = (start: string, cost: number, tokens: number, jobs: number) =>
  usageRow({
    start: `${start}-01`,
    cost,
    inputTokens: tokens,
    outputTokens: 0,
    calls: jobs * 4,
    jobs,
    completedJobs: jobs,
  });

const ROWS = [
  month("2026-06", 212.4, 40_000_000, 700),
  month("2026-07", 0, 0, 0),
  month("2026-08", 301.77, 61_000_000, 880),
  month("2026-09", 344.2, 70_000_000, 980),
  month("2026-10", 498.1, 99_000_000, 1400),
  month("2026-11", 412.384213, 88_446_912, 1251),
];

/** The output of the breakdown that the monthly trend shows. */
export const SIX_MONTHS_USAGE: Breakdown = {
  from: "2026-06-01",
  to: "2026-11-30",
  interval: "month",
  groupBy: "none",
  previousRange: null,
  rows: ROWS,
  total: usageRow({ start: "2026-06-01", cost: 1768.854213, jobs: 5211, completedJobs: 5211 }),
  isComplete: true,
};
