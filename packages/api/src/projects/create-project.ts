import { createProjects, memberships, newId } from "@ai-cost/db";
import type { Context } from "../context";
import { addAuditEvent } from "./queries/add-audit-event";

/** Makes a project whose owner is the person who makes it. */
export function createProject({ db, now }: Context, userId: string, name: string) {
  const projectId = newId();
  return createProjects(db, [{ id: projectId, name, createdAt: now }], async (tx) => {
    await tx.insert(memberships).values({ projectId, userId, role: "owner", createdAt: now });
    const event = { projectId, actorId: userId, at: now };
    await addAuditEvent(tx, { ...event, action: "project.create", from: null, to: name });
    return { projectId };
  });
}
