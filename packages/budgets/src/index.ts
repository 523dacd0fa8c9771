export { type AlertWatch, type AlertWatchOptions, alertWatch } from "./alerts/alert-watch";
export { type BackTestMonth, backTest, firstBackTestDay } from "./back-test";
export {
  type BudgetChange,
  type BudgetScope,
  type BudgetSettings,
  PROJECT_SCOPE,
  type StoredBudget,
} from "./budget";
export { changeBudget, removeBudget } from "./change-budget";
export { evaluateBudget } from "./evaluate-budget";
export { selectPortfolioAlerts } from "./portfolio/alert-queries";
export { removePortfolioBudget, setPortfolioBudget } from "./portfolio/change-portfolio-budget";
export { decidePortfolioAlerts } from "./portfolio/decide-portfolio-alerts";
export { evaluatePortfolio, openPortfolio, readSpend } from "./portfolio/open-portfolio";
export { findPortfolioBudget, selectPortfolioChanges } from "./portfolio/queries";
export { countBudgetChanges, selectBudgetChanges } from "./queries/changes";
export { type BudgetRow, selectBudgets } from "./queries/select-budgets";
export { selectSpendByDay } from "./queries/spend-by-day";
export { countScopedBudgets, findBudget, findBudgetChannels } from "./queries/stored-budgets";
export { selectUnpricedCharges } from "./queries/unpriced-charges";
