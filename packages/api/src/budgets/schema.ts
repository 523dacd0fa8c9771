import type { BudgetScope } from "@ai-cost/budgets";
import { BUDGET_ALERT_KINDS, type BudgetScopeKind } from "@ai-cost/db";
import {
  BUDGET_STATUSES,
  limitMicroUsdFromDollars,
  MAX_THRESHOLD_PCT,
  MAX_THRESHOLDS,
} from "@ai-cost/domain";
import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  instantSchema,
  lineSchema,
  microUsdSchema,
  nameSchema,
  percentSchema,
  projectInput,
} from "../field-schemas";

/** The maximum number of a project's channels besides that of the owners and admins. */
export const MAX_CHANNELS = 20;
/** The maximum number of a project's budgets for agent types and models. */
export const MAX_SCOPED_BUDGETS = 100;
const MAX_NAME_LENGTH = 200;
const MAX_REASON_LENGTH = 200;

const SCOPE_KINDS = ["project", "agentType", "model"] as const;
type ScopeKind = (typeof SCOPE_KINDS)[number];
const STORED_KINDS = {
  project: "project",
  agentType: "agent_type",
  model: "model",
} as const satisfies Record<ScopeKind, BudgetScopeKind>;
const SHOWN_KINDS = {
  project: "project",
  agent_type: "agentType",
  model: "model",
} as const satisfies Record<BudgetScopeKind, ScopeKind>;

export const toScopeOutput = ({ kind, value }: BudgetScope) => ({ kind: SHOWN_KINDS[kind], value });

/** The agent type or the model that a budget limits, in any spelling; a project has no value. */
const scopeInput = z
  .object({ kind: z.enum(SCOPE_KINDS), value: nameSchema(MAX_NAME_LENGTH).nullish() })
  .transform(({ kind, value = null }, context): BudgetScope => {
    if ((kind === "project") !== (value === null))
      context.addIssue(
        kind === "project"
          ? "must have no value, because it is the whole project"
          : "must have a value: the name of the agent type or model",
      );
    return { kind: STORED_KINDS[kind], value };
  });

const thresholdsInput = z
  .array(
    z
      .int("must be whole percentages")
      .min(1, `must be 1 to ${MAX_THRESHOLD_PCT} percent`)
      .max(MAX_THRESHOLD_PCT, `must be 1 to ${MAX_THRESHOLD_PCT} percent`),
  )
  .max(MAX_THRESHOLDS, `must be at most ${MAX_THRESHOLDS} percentages`)
  .transform((thresholds) => [...new Set(thresholds)].sort((a, b) => a - b));

export const limitInput = microUsdSchema(
  limitMicroUsdFromDollars,
  "must be 0.01 to 1,000,000 dollars with at most two decimals",
);

export const limitFields = { limitDollars: limitInput, thresholds: thresholdsInput.optional() };

/** Why a budget is changed; shown in its history. */
export const reasonInput = lineSchema(MAX_REASON_LENGTH).optional();

const scopeOfProjectInput = projectInput.extend({ scope: scopeInput });

export const setBudgetInput = scopeOfProjectInput.extend({
  ...limitFields,
  blocks: z.boolean().optional(),
  /** The channels that get its alerts; null for all that want them. */
  channelIds: z
    .array(z.uuid("is not a channel id").toLowerCase())
    .min(1, "must name at least one channel, or be null for all")
    .max(MAX_CHANNELS + 1, "must name channels of this project")
    .transform((ids) => [...new Set(ids)].sort())
    .nullish(),
  reason: reasonInput,
});

export const removeBudgetInput = scopeOfProjectInput.extend({ reason: reasonInput });

export const backTestInput = scopeOfProjectInput.extend(limitFields);

export const forecastInput = projectInput.extend({
  /** The whole project by default. */
  scope: scopeInput.optional(),
});

export const historyInput = projectInput.extend({
  /** The id of the last change of the previous page of results. */
  before: z.uuid("is not the id of a change").optional(),
});

const scope = z.object({ kind: z.enum(SCOPE_KINDS), value: z.string().nullable() });
/** Percentages of the limit, in ascending order. */
const thresholds = z.array(z.int());
/** A UTC day, `YYYY-MM-DD`. */
const day = z.iso.date();

/** How a month is expected to end. */
export const forecastFields = {
  /** Null for a past month, and while there is too little history. */
  forecast: z
    .object({
      /** What the month is expected to cost, in dollars. */
      amount: dollarsSchema,
      /** The month costs at least `low` and at most `high` in four of five cases. */
      low: dollarsSchema,
      high: dollarsSchema,
      /** The day on which spend reaches the limit; null when it is not expected to, or without a limit. */
      runOutDate: day.nullable(),
    })
    .nullable(),
  /**
   * The first day on which there can be a forecast, if there is spend on every day until then; null when
   * there is one, and for a past month.
   */
  forecastFrom: day.nullable(),
};

/** The channels that get the alerts; null for all that want them. */
const channelIds = z.array(z.string()).nullable();
const settings = { limit: dollarsSchema, thresholds, blocks: z.boolean(), channelIds };

export const budgetListOutput = z.array(
  z.object({
    id: z.string(),
    scope,
    ...settings,
    /** The month's spend, in dollars. A lower bound when `unpricedCharges` is above 0. */
    spent: dollarsSchema,
    /** What is reserved for work in progress, in dollars. */
    held: dollarsSchema,
    /** The spend as a percentage of the limit, not clamped. */
    pct: percentSchema,
    status: z.enum(BUDGET_STATUSES),
    unpricedCharges: countSchema,
    /** False while an update still adds up the usage by agent type and model. */
    isComplete: z.boolean(),
    /** The last alert of this month since the budget was last changed; null when none was sent. */
    lastAlert: z
      .object({
        kind: z.enum(BUDGET_ALERT_KINDS),
        /** The percentage that was reached; null for a forecast. */
        threshold: z.int().nullable(),
        at: instantSchema,
      })
      .nullable(),
    ...forecastFields,
  }),
);

export const storedBudgetOutput = z.object({ id: z.string(), scope, ...settings });
export const removedBudgetOutput = z.object({ scope });

/** The settings before or after a change; a project's limit is null when it has none. */
const changedSettings = z.object({ ...settings, limit: dollarsSchema.nullable() }).nullable();

/** At most 50 changes, newest first. */
export const historyOutput = z.array(
  z.object({
    id: z.string(),
    at: instantSchema,
    scope,
    /** The person who made the change; null when the account no longer exists. */
    actor: z.object({ name: z.string(), email: z.string() }).nullable(),
    /** Null when the budget was new. */
    from: changedSettings,
    /** Null when the budget was removed. */
    to: changedSettings,
    reason: z.string().nullable(),
  }),
);

/** Six months, oldest first; the last one is the current month. */
export const backTestOutput = z.array(
  z.object({
    month: z.string(),
    /** The month's spend, in dollars; null when a number cannot hold the sum exactly. */
    spent: dollarsSchema.nullable(),
    /** The day on which the spend reached each threshold; null when it did not. */
    reached: z.array(z.object({ threshold: z.int(), day: day.nullable() })),
  }),
);

const monthError = z.object({
  month: z.string(),
  /** By how much the forecast would have missed what the month cost, in percent of that cost. */
  errorPct: percentSchema,
});

export const forecastOutput = z.object({
  ...forecastFields,
  unpricedCharges: countSchema,
  /**
   * The same forecast replayed in earlier months, from the spend as it is known now. Null when fewer than
   * two months had a forecast then.
   */
  pastError: z
    .object({
      /** The number of complete days of the current month, after which the others are forecast too. */
      afterDays: countSchema,
      months: z.array(monthError),
      meanPct: percentSchema,
      worst: monthError,
    })
    .nullable(),
  /** What is left of the limit, in dollars; null without a limit. */
  room: z
    .object({
      amount: dollarsSchema,
      /**
       * For how many runs it is enough, by the median cost of the last finished runs of the trigger that
       * costs most. Null for a budget of an agent type or model, and with fewer than five such runs.
       */
      typicalRuns: z
        .object({
          count: countSchema,
          trigger: z.string(),
          medianCost: dollarsSchema,
          sampledRuns: countSchema,
        })
        .nullable(),
    })
    .nullable(),
});
