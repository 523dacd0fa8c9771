import type { BudgetScopeKind } from "@ai-cost/db";
import { DEFAULT_THRESHOLDS } from "@ai-cost/domain";

/** What a budget limits. The value is the agent type or the canonical model; null for the project. */
export interface BudgetScope {
  kind: BudgetScopeKind;
  value: string | null;
}

export const PROJECT_SCOPE: BudgetScope = { kind: "project", value: null };

/** What people can set of a budget. */
export interface BudgetSettings {
  /** The monthly limit; null only for a project, which can have settings without a limit. */
  limitMicroUsd: bigint | null;
  /** Percentages of the limit, in ascending order. */
  thresholds: readonly number[];
  /** Whether new work is blocked at the limit. */
  blocks: boolean;
  /** The channels that get its alerts; null for all that want them. */
  channelIds: readonly string[] | null;
}

export interface StoredBudget extends BudgetSettings {
  id: string;
  version: number;
}

/** The settings of a budget before anybody has set them. */
export const UNSET: BudgetSettings = {
  limitMicroUsd: null,
  thresholds: DEFAULT_THRESHOLDS,
  blocks: false,
  channelIds: null,
};

/** Who changes the budget of a project, when, and why. */
export interface ChangeOf {
  projectId: string;
  scope: BudgetScope;
  actorId: string;
  at: Date;
  reason: string | null;
}

export interface BudgetChange {
  /** Null when the budget was new. */
  before: StoredBudget | null;
  /** Null when the budget was removed. */
  after: StoredBudget | null;
}
