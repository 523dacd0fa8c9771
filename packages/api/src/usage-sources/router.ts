import { daysOfMonth } from "@ai-cost/domain";
import { projectQuery } from "../access";
import { parseMonth } from "../ai-cost/parse-month";
import { router } from "../trpc";
import { selectOverlappingDays, selectUncountedSources } from "./queries";
import { overlappingDaysInput, overlappingDaysOutput, usageNoticesOutput } from "./schema";

const NOTICE_AGE_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * Problems with the sources that send usage. UNAUTHORIZED without a session, NOT_FOUND when the caller
 * is not a member of the project, BAD_REQUEST for a malformed input.
 */
export const usageSourcesRouter = router({
  /**
   * Sources of the last three days that report tokens on the spans of agents but send no spans of model
   * calls. Their usage is not counted until they also send spans of model calls.
   */
  listNotices: projectQuery.output(usageNoticesOutput).query(async ({ ctx }) => {
    const since = new Date(ctx.now.getTime() - NOTICE_AGE_MS);
    const sources = await selectUncountedSources(ctx.db, ctx.project.id, since);
    return sources.map(({ serviceName, agentName, traces, lastSeenAt }) => ({
      serviceName,
      agentName,
      traces,
      lastSeenAt: new Date(lastSeenAt).toISOString(),
    }));
  }),

  /**
   * The days of a month for which sums were imported and that also have usage of the same provider from
   * another source, such as live calls. It may be counted twice. `month` is `YYYY-MM`, by default the
   * current month; BAD_REQUEST for a future month.
   */
  listOverlappingDays: projectQuery
    .input(overlappingDaysInput)
    .output(overlappingDaysOutput)
    .query(async ({ ctx, input }) => {
      const days = daysOfMonth(parseMonth(input.month, ctx.now), ctx.now);
      return selectOverlappingDays(ctx.db, ctx.project.id, days.at(0) ?? "", days.at(-1) ?? "");
    }),
});
