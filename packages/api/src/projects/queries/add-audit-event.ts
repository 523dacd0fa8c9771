import { auditEvents, type Executor, newId } from "@ai-cost/db";

type AuditAction =
  | "project.create"
  | "budget.set"
  | "budget.clear"
  | "member.add"
  | "member.change-role"
  | "member.remove"
  | "ingest-key.create"
  | "ingest-key.revoke"
  | "model-price.set"
  | "model-price.remove"
  | "agent-name.set"
  | "agent-name.remove";

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
