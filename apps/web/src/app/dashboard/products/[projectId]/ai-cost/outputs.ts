import type { RouterOutputs } from "@ai-cost/api";

/** The types of the procedure outputs that this page shows. */
export type Summary = RouterOutputs["aiCost"]["getMonthlySummary"];
export type AgentSpend = Summary["agentBreakdown"][number];
export type TopRun = Summary["topRuns"][number];
export type DaySpend = RouterOutputs["aiCost"]["getDailySpend"][number];
export type MonthSpend = RouterOutputs["aiCost"]["getMonthlyTrend"][number];
export type Charge = RouterOutputs["aiCost"]["getRecentTransactions"][number];
export type Project = RouterOutputs["projects"]["get"];

/** The calls of a month whose source leaves something out of its reports. The cost is in dollars. */
export interface UsageGap {
  source: string;
  gap: "no_counts" | "no_cached_tokens" | "guessed_counts";
  calls: number;
  cost: number;
  inputTokens: number;
  outputTokens: number;
}
