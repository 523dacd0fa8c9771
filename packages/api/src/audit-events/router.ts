import { auditQuery } from "../access";
import { router } from "../trpc";
import { selectAuditEvents } from "./queries";
import { auditEventListInput, auditEventListOutput } from "./schema";

/** Who changed what in a project. An event is stored in the transaction of its change and never edited. */
export const auditEventsRouter = router({
  /**
   * The 50 newest events. With `before`, the id of an event, the 50 that follow it; none when it is not
   * an event of this project. UNAUTHORIZED without a session, NOT_FOUND when the caller is not a member
   * of the project, FORBIDDEN for members, BAD_REQUEST for a malformed input.
   */
  list: auditQuery
    .input(auditEventListInput)
    .output(auditEventListOutput)
    .query(async ({ ctx, input }) => {
      const events = await selectAuditEvents(ctx.db, ctx.project.id, input.before);
      return events.map((event) => ({ ...event, at: event.at.toISOString() }));
    }),
});
