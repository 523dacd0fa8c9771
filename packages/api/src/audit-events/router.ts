import { auditQuery } from "../procedures";
import { router } from "../trpc";
import { newestEvents } from "./queries";
import { auditListInput, auditListOutput } from "./schema";

/** Who changed what in a project. Events are kept with the change that they tell of and never edited. */
export const auditEventsRouter = router({
  /**
   * The 50 newest changes; with `before`, the 50 that follow that one, none when it is not one of
   * this project. UNAUTHORIZED without a session, NOT_FOUND for a project that is not the caller's,
   * FORBIDDEN for members, BAD_REQUEST for a malformed input.
   */
  list: auditQuery
    .input(auditListInput)
    .output(auditListOutput)
    .query(async ({ ctx, input }) => {
      const events = await newestEvents(ctx.db, ctx.project.id, input.before);
      return events.map((event) => ({ ...event, at: event.at.toISOString() }));
    }),
});
