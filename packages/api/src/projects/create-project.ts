import { createProjects, memberships, newId } from "@ai-cost/db";
import { addAuditEvent } from "../audit-events/add-audit-event";
import type { Context } from "../context";

/** Creates a project with the user as its owner. */
export function createProject({ db, now }: Context, userId: string, name: string) {
  const projectId = newId();
  return createProjects(db, [{ id: projectId, name, createdAt: now }], async (tx) => {
    await tx.insert(memberships).values({ projectId, userId, role: "owner", createdAt: now });
    const event = { projectId, actorId: userId, at: now };
    await addAuditEvent(tx, { ...event, action: "project.create", from: null, to: name });
    return { projectId };
  });
}
