export * from "./agents/agent-names";
export { agentTypeOfName } from "./agents/agent-type-of-name";
export * from "./agents/agent-types";
export { NameLookup } from "./agents/name-lookup";
export * from "./day-ranges";
export { type Forecast, forecastMonth } from "./forecast/forecast-month";
export { firstPastErrorDay, type PastError, pastError } from "./forecast/past-error";
export { forecastFrom } from "./forecast/readiness";
export { runOutDay } from "./forecast/run-out";
export {
  firstForecastDay,
  type SpendByDay,
  type SpendHistory,
  spendHistory,
  spendOfMonth,
} from "./forecast/spend-history";
export * from "./money/budget";
export * from "./money/cost-by-kind";
export * from "./money/decimal";
export * from "./money/limits";
export * from "./money/money";
export * from "./names";
export * from "./periods";
export * from "./refusal";
export * from "./roles";
export * from "./series";
export * from "./service-tiers";
export * from "./statuses";
export * from "./token-counts";
