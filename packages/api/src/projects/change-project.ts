import type { Executor } from "@ai-cost/db";
import { addAuditEvent } from "../audit-events/add-audit-event";
import type { AuditAction } from "../audit-events/schema";
import type { ProjectContext } from "../context";
import { lockProject } from "./queries/lock-project";

export interface ProjectChange {
  tx: Executor;
  /** Records in the audit trail that the caller changed `from` to `to`; null means that there is no value. */
  audit(action: AuditAction, from: string | null, to: string | null): Promise<void>;
}

/** What a change needs of its context. Somebody who declines an invitation need not have an account. */
type ChangeContext = Pick<ProjectContext, "db" | "now"> & {
  project: { id: string };
  user: { id: string };
};

/**
 * Makes a change in one transaction. Changes of the same project run one after the other, so what a
 * change reads in `tx` is still true when it writes.
 */
export function changeProject<Result>(
  { db, now, user, project }: ChangeContext,
  makeChange: (change: ProjectChange) => Promise<Result>,
): Promise<Result> {
  return db.write(async (tx) => {
    await lockProject(tx, project.id);
    const event = { projectId: project.id, actorId: user.id, at: now };
    return makeChange({
      tx,
      audit: (action, from, to) => addAuditEvent(tx, { ...event, action, from, to }),
    });
  });
}
