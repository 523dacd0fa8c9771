import { auditEvents, type Executor, newId } from "@ai-cost/db";
import type { AuditAction } from "./schema";

/**
 * Records a change. Call it in the transaction of the change, so that the change and its event are stored
 * together or not at all.
 */
export async function addAuditEvent(
  db: Executor,
  event: {
    projectId: string;
    actorId: string;
    action: AuditAction;
    from: string | null;
    to: string | null;
    at: Date;
  },
): Promise<void> {
  await db.insert(auditEvents).values({ id: newId(), ...event });
}
