import { projectQuery } from "../procedures";
import { router } from "../trpc";
import { uncountedUsage } from "./queries";
import { usageNoticesOutput } from "./schema";

const SHOWN_FOR_MS = 3 * 24 * 60 * 60 * 1000;

/** What the project should know of the sources that send it usage. Errors as for every project procedure. */
export const usageSourcesRouter = router({
  /**
   * Sources of the last three days that report tokens on agents' spans and none on model calls', so
   * that nothing of theirs is counted until they send the spans of the calls too.
   */
  listNotices: projectQuery.output(usageNoticesOutput).query(async ({ ctx }) => {
    const since = new Date(ctx.now.getTime() - SHOWN_FOR_MS);
    const sources = await uncountedUsage(ctx.db, ctx.project.id, since);
    return sources.map(({ serviceName, agentName, traces, lastSeenAt }) => ({
      serviceName,
      agentName,
      traces,
      lastSeenAt: new Date(lastSeenAt).toISOString(),
    }));
  }),
});
