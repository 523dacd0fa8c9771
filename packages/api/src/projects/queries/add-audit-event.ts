import { auditEvents, type Executor, newId } from "@ai-cost/db";
import type { AuditAction } from "../../audit-events/schema";

/** Keeps who changed what and when, in the transaction of the change. */
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
