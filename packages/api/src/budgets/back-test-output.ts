import type { BackTestMonth } from "@ai-cost/budgets";
import { dollarsOrNull } from "../exact-numbers";

/** The months of a back-test, with their spend in dollars; null when a number cannot hold it exactly. */
export const toBackTestOutput = (months: readonly BackTestMonth[]) =>
  months.map(({ spentMicroUsd, ...month }) => ({ ...month, spent: dollarsOrNull(spentMicroUsd) }));
