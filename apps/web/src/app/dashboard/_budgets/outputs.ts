import type { RouterInputs, RouterOutputs } from "@ai-cost/api";

export type Budget = RouterOutputs["budgets"]["list"][number];
export type Scope = Budget["scope"];
/** A channel that a budget can choose for its alerts. */
export type AlertChannel = RouterOutputs["alerts"]["channels"]["channels"][number];
export type BudgetForecast = RouterOutputs["budgets"]["forecast"];
export type BudgetChange = RouterOutputs["budgets"]["history"][number];
export type BackTestMonth = RouterOutputs["budgets"]["backTest"][number];
export type PortfolioBudget = NonNullable<RouterOutputs["portfolioBudget"]["get"]>;
/** What the budgets of a product and that of a person have in common. */
export type BudgetFigures = Omit<PortfolioBudget, "alerts" | "recipient">;
export type NewBudget = Omit<RouterInputs["budgets"]["set"], "projectId">;
