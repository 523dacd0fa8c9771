import { auditQuery } from "../access";
import { router } from "../trpc";
import { selectAuditEvents } from "./queries";
import { auditEventListInput, auditEventListOutput } from "./schema";

/**
 * The audit trail: who changed what in a project. An event is stored in the transaction of its change and
 * never edited.
 */
export const auditEventsRouter = router({
  /**
   * The 50 newest events, or with `before`, the id of an event, the next 50 older events. The list is
   * empty when `before` is not an event of this project. UNAUTHORIZED without a session, NOT_FOUND when
   * the caller is not a member of the project, FORBIDDEN for members, BAD_REQUEST for a malformed input.
   */
  list: auditQuery
    .input(auditEventListInput)
    .output(auditEventListOutput)
    .query(async ({ ctx, input }) => {
      const events = await selectAuditEvents(ctx.db, ctx.project.id, input.before);
      return events.map((event) => ({ ...event, at: event.at.toISOString() }));
    }),
});
