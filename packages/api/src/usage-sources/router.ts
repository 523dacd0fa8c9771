import { projectQuery } from "../access";
import { router } from "../trpc";
import { selectUncountedSources } from "./queries";
import { usageNoticesOutput } from "./schema";

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
});
