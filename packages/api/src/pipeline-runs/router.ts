import { runQuery } from "../access";
import { toChargeOutput } from "../charges/charge-output";
import { selectCharges } from "../charges/queries";
import { router } from "../trpc";
import { selectRunJobs } from "./queries/run-jobs";
import { selectRunTotals } from "./queries/run-totals";
import { toJobOutput, toRunOutput } from "./run-output";
import { runChargesOutput, runJobsOutput, runOutput, runPageInput } from "./schema";

/**
 * One pipeline run of a project. Every procedure answers UNAUTHORIZED without a session, NOT_FOUND when
 * the caller is not a member of the project or the project has no such run, and BAD_REQUEST for a
 * malformed input.
 */
export const pipelineRunsRouter = router({
  /** The run, the number of its jobs, and its cost in all months, in dollars after refunds. */
  get: runQuery
    .output(runOutput)
    .query(async ({ ctx }) =>
      toRunOutput(ctx.run, await selectRunTotals(ctx.db, ctx.project.id, ctx.run.id)),
    ),

  /**
   * The run's first 50 jobs, ordered by start, or with `after`, the id of a job, the next 50 jobs. The
   * list is empty when `after` is not a job of this run.
   */
  listJobs: runQuery
    .input(runPageInput)
    .output(runJobsOutput)
    .query(async ({ ctx, input }) => {
      const jobs = await selectRunJobs(ctx.db, ctx.project.id, ctx.run.id, input.after);
      return jobs.map(toJobOutput);
    }),

  /**
   * The run's 50 newest charges, or with `after`, the id of a charge, the next 50 older charges. `cost` is
   * in dollars before refunds.
   */
  listCharges: runQuery
    .input(runPageInput)
    .output(runChargesOutput)
    .query(async ({ ctx, input }) => {
      const page = { runId: ctx.run.id, afterId: input.after };
      const charges = await selectCharges(ctx.db, ctx.project.id, page);
      return charges.map(toChargeOutput);
    }),
});
