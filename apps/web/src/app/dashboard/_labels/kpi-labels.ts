/** The labels of the monthly figures, which the cost page and the list of products share. */
export const KPI_LABELS = {
  totalSpend: "Total Spend",
  tokenUsage: "Token Usage",
  agentJobs: "Agent Jobs",
  budgetUsed: "Budget Used",
} as const;
