import { chargeAnswer } from "../charges/charge-output";
import { newestCharges } from "../charges/queries";
import { runQuery } from "../procedures";
import { router } from "../trpc";
import { runJobs } from "./queries/run-jobs";
import { runTotals } from "./queries/run-totals";
import { jobAnswer, runAnswer } from "./run-output";
import { runChargesOutput, runJobsOutput, runOutput, runPageInput } from "./schema";

/**
 * One pipeline run of a project. Every procedure answers UNAUTHORIZED without a session, NOT_FOUND
 * for a project that is not the caller's or a run that is not the project's, and BAD_REQUEST for a
 * malformed input.
 */
export const pipelineRunsRouter = router({
  /** The run, its jobs counted, its cost of all months in dollars after refunds. */
  get: runQuery
    .output(runOutput)
    .query(async ({ ctx }) =>
      runAnswer(ctx.run, await runTotals(ctx.db, ctx.project.id, ctx.run.id)),
    ),

  /** Fifty jobs by start; with `after`, those that follow that job, none when it is not the run's. */
  listJobs: runQuery
    .input(runPageInput)
    .output(runJobsOutput)
    .query(async ({ ctx, input }) => {
      const jobs = await runJobs(ctx.db, ctx.project.id, ctx.run.id, input.after);
      return jobs.map(jobAnswer);
    }),

  /** The run's 50 newest charges; with `after`, those that follow that charge. `cost` in dollars before refunds. */
  listCharges: runQuery
    .input(runPageInput)
    .output(runChargesOutput)
    .query(async ({ ctx, input }) => {
      const page = { runId: ctx.run.id, afterId: input.after };
      const charges = await newestCharges(ctx.db, ctx.project.id, page);
      return charges.map(chargeAnswer);
    }),
});
