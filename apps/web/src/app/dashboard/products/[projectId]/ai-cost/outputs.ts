import type { RouterOutputs } from "@ai-cost/api";

/** The types of the procedure outputs that this page shows. */
export type Summary = RouterOutputs["aiCost"]["getMonthlySummary"];
export type AgentSpend = Summary["agentBreakdown"][number];
export type TopRun = Summary["topRuns"][number];
export type MonthWithData = RouterOutputs["aiCost"]["getMonthsWithData"][number];
export type Charge = RouterOutputs["aiCost"]["getRecentTransactions"][number];
export type Project = RouterOutputs["projects"]["get"];
export type UsageGap = RouterOutputs["aiCost"]["getUsageGaps"][number];
export type Breakdown = RouterOutputs["aiCost"]["getBreakdown"];
export type UsageFigures = Breakdown["total"];
export type UsageRow = Breakdown["rows"][number];
