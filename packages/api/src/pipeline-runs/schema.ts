import { z } from "zod";
import { chargeSchema } from "../charges/schema";
import {
  countSchema,
  daySchema,
  dollarsSchema,
  instantSchema,
  lineSchema,
  monthSchema,
  namesSchema,
  percentSchema,
  projectInput,
  runIdSchema,
} from "../field-schemas";

export const runInput = projectInput.extend({ runId: runIdSchema });

const spend = {
  /** The cost in dollars over all months, after refunds. */
  cost: dollarsSchema,
  /** The refunds in dollars. */
  refundedCost: dollarsSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** The number of charges whose cost is unknown. When it is above 0, `cost` is a lower bound. */
  unpricedCharges: countSchema,
};

const runFields = {
  runId: z.string(),
  /** The sender's own id of the run, which is its name on the page; null when the sender gave no id. */
  externalId: z.string().nullable(),
  trigger: z.string().nullable(),
  status: z.string(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /**
   * The end of the last job, when all jobs of the run have ended but no report gave the end of the run;
   * null otherwise.
   */
  jobsEndedAt: instantSchema.nullable(),
  /**
   * The median cost in dollars of the runs with the same trigger among the last 200 runs, up to the end of
   * the period; null when fewer than three of them cost anything.
   */
  typicalCost: dollarsSchema.nullable(),
};

const RUN_SORTS = ["start", "cost"] as const;

/** Stands for every status that does not end a run. */
export const UNFINISHED = "unfinished";

export const listRunsInput = projectInput
  .extend({
    /** By default the current month. */
    month: monthSchema.optional(),
    /** A UTC day, in place of a month: only the runs that started on it. */
    day: daySchema.optional(),
    /** A part of the run's name or of its id. Upper and lower case are the same. */
    search: lineSchema(200).optional(),
    /** The reported statuses; `unfinished` stands for every status that does not end a run. */
    statuses: namesSchema.optional(),
    triggers: namesSchema.optional(),
    /** The agent types of which the run must have at least one job. */
    agentTypes: namesSchema.optional(),
    sort: z.enum(RUN_SORTS).default("start"),
    /** `descending` begins with the newest or the most expensive run. */
    direction: z.enum(["descending", "ascending"]).default("descending"),
    /** `next` of the previous page of results. */
    after: runIdSchema.optional(),
  })
  .refine(({ month, day }) => month === undefined || day === undefined, {
    message: "cannot be given together with month",
    path: ["day"],
  });

export type ListRunsInput = z.output<typeof listRunsInput>;

export const listRunsOutput = z.object({
  /** At most 50 runs. Their figures are those of the month. */
  runs: z.array(
    z.object({
      ...runFields,
      /** At most eight agent types of the run, the one with the most jobs first. */
      agentTypes: z.array(z.string()),
      /** The number of jobs whose first charge is in the month. */
      jobCount: countSchema,
      failedJobs: countSchema,
      cost: dollarsSchema,
      inputTokens: countSchema,
      outputTokens: countSchema,
      /** The number of charges whose cost is unknown. When it is above 0, `cost` is a lower bound. */
      unpricedCharges: countSchema,
    }),
  ),
  /**
   * The input `after` of the next page; null when no run follows. One page looks through at most 1,000
   * runs, so with a filter it can have fewer than 50 runs, or none, although others follow.
   */
  next: z.string().nullable(),
});

export type ListedRun = z.output<typeof listRunsOutput>["runs"][number];

const groupSpend = {
  cost: dollarsSchema,
  /** The cost as a percentage of the run's cost, 0 to 100. */
  pctOfTotal: percentSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  calls: countSchema,
  unpricedCharges: countSchema,
};

export const runOutput = z.object({
  ...runFields,
  /** The number of all jobs of the run, with and without charges. */
  jobCount: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  chargeCount: countSchema,
  ...spend,
  /** The part of `inputTokens` that was read from a cache. */
  cachedInputTokens: countSchema,
  /** The cost in dollars of the jobs that failed. */
  failedCost: dollarsSchema,
  /** The 100 most expensive agent types of the run and, last, `*` for all others. */
  agentTypes: z.array(
    z.object({ agentType: z.string(), jobs: countSchema, failedJobs: countSchema, ...groupSpend }),
  ),
  /**
   * The 100 most expensive canonical models of the run and, last, `*` for all others; `unknown` for calls
   * without a model.
   */
  models: z.array(z.object({ model: z.string(), ...groupSpend })),
});

export type RunOutput = z.output<typeof runOutput>;

export const runPageInput = runInput.extend({
  /** The id of the last row of the previous page of results. */
  after: z.uuid("is not a row id").optional(),
});

/** The jobs, oldest first. */
export const runJobsOutput = z.array(
  z.object({
    jobId: z.string(),
    externalId: z.string().nullable(),
    agentType: z.string(),
    status: z.string(),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
    ...spend,
  }),
);

/** The charges, newest first. */
export const runChargesOutput = z.array(chargeSchema.omit({ runId: true, runExternalId: true }));
