/** The labels of the month's figures, on the cost page and in the list of products. */
export const KPI_LABELS = {
  totalSpend: "Total Spend",
  tokenUsage: "Token Usage",
  agentJobs: "Agent Jobs",
  budgetUsed: "Budget Used",
} as const;
