import { projectQuery, runQuery } from "../access";
import { toChargeOutput } from "../charges/charge-output";
import { selectCharges } from "../charges/queries";
import { router } from "../trpc";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";
import { selectRunJobs } from "./queries/run-jobs";
import { toJobOutput } from "./run-output";
import {
  listRunsInput,
  listRunsOutput,
  runChargesOutput,
  runJobsOutput,
  runOutput,
  runPageInput,
} from "./schema";

/**
 * The pipeline runs of a project. Every procedure answers UNAUTHORIZED without a session, NOT_FOUND when
 * the caller is not a member of the project or the project has no such run, and BAD_REQUEST for a
 * malformed input.
 */
export const pipelineRunsRouter = router({
  /**
   * 50 runs that used something in a UTC month, by default the current one, or that started on a UTC day,
   * by start or by cost, with their cost in that month in dollars after refunds. By start,
   * a run that started more than a month before the month is not listed. BAD_REQUEST for a month or day in
   * the future. The list is empty when `after` is not a run of the project.
   */
  list: projectQuery
    .input(listRunsInput)
    .output(listRunsOutput)
    .query(({ ctx, input }) => listRuns(ctx, ctx.project.id, input)),

  /**
   * The run and its cost over all months, in dollars after refunds, as a whole and by agent type and
   * model.
   */
  get: runQuery.output(runOutput).query(({ ctx }) => getRun(ctx, ctx.project.id, ctx.run)),

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
