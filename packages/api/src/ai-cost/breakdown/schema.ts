import { COMPARISONS, INTERVALS } from "@ai-cost/domain";
import { z } from "zod";
import {
  countSchema,
  daySchema,
  dollarsSchema,
  projectInput,
  usageFilterSchema,
} from "../../field-schemas";

const GROUPINGS = ["none", "agentType", "model", "tokenKind"] as const;

export const breakdownInput = projectInput
  .extend({
    /** The first day. */
    from: daySchema,
    /** The last day, which belongs to the range. It may be a later day of the current month. */
    to: daySchema,
    interval: z.enum(INTERVALS).default("total"),
    groupBy: z.enum(GROUPINGS).default("none"),
    filter: usageFilterSchema,
    compare: z.enum(COMPARISONS).default("none"),
  })
  .refine(
    ({ from, to, compare }) => compare !== "previousMonth" || from.slice(0, 7) === to.slice(0, 7),
    { message: "previousMonth compares days of one month only", path: ["compare"] },
  );

export type BreakdownInput = z.output<typeof breakdownInput>;

/** A count that is null where it cannot be told. */
const someCount = countSchema.nullable();

const figures = z.object({
  /** The charges and corrections minus the refunds, in dollars. */
  cost: dollarsSchema,
  /** The refunds in dollars; null by kind of token. */
  refundedCost: dollarsSchema.nullable(),
  /** All input tokens; of a kind of input token, the tokens of that kind. */
  inputTokens: countSchema,
  /** All output tokens; of a kind of output token, the tokens of that kind. */
  outputTokens: countSchema,
  /** Parts of the input and output tokens. Every token is in one part at most. */
  tokens: z.object({
    cachedInput: countSchema,
    /** The input tokens that were written to a cache, however long it keeps them. */
    cacheWrite: countSchema,
    /** The part of `cacheWrite` that the cache keeps for an hour. */
    cacheWrite1h: countSchema,
    audioInput: countSchema,
    imageInput: countSchema,
    reasoning: countSchema,
    audioOutput: countSchema,
    imageOutput: countSchema,
  }),
  /** The number of model calls; null by kind of token. */
  calls: someCount,
  /** The jobs whose first charge is in the range; null by model, by kind of token and with a filter of models. */
  jobs: someCount,
  completedJobs: someCount,
  failedJobs: someCount,
  /** The calls whose cost is not known. When it is above 0, `cost` is a lower bound. Null by kind of token. */
  unpricedCalls: someCount,
});

export type BreakdownFigures = z.output<typeof figures>;

/** The same figures of the other days; null when the range is compared with nothing. */
const previous = figures.nullable();

export const breakdownOutput = z.object({
  from: z.string(),
  to: z.string(),
  interval: z.enum(INTERVALS),
  groupBy: z.enum(GROUPINGS),
  /** The days that `previous` is about; null when the range is compared with nothing. */
  previousRange: z.object({ from: z.string(), to: z.string() }).nullable(),
  /**
   * One row for each part of the range and each group, ordered by the part's start, then the group's cost
   * in the whole range, descending, then its name. Parts without usage have a row only when nothing is
   * grouped.
   */
  rows: z.array(
    figures.extend({
      /** The first day of the part, `YYYY-MM-DD`. */
      start: z.string(),
      /**
       * The agent type, the model or the kind of token; null when nothing is grouped. `*` carries what
       * the 100 largest agent types or models leave. Kinds are those of the ledger (`input`, `cached_input`, …),
       * `units` for other charged units and `unattributed` for a cost that cannot be split.
       */
      group: z.string().nullable(),
      previous,
    }),
  ),
  total: figures.extend({ previous }),
  /**
   * False while the usage of this project from before an update is still being added up. All figures are
   * then lower bounds.
   */
  isComplete: z.boolean(),
});

export type Breakdown = z.output<typeof breakdownOutput>;
