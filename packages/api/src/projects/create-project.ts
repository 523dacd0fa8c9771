import { createProjects, memberships, newId } from "@ai-cost/db";
import { addAuditEvent } from "../audit-events/add-audit-event";
import type { Context } from "../context";
import { takePoint } from "../limits";

/**
 * Creates a project with the user as its owner. Throws TOO_MANY_REQUESTS when the user has created the
 * permitted number of projects in 24 hours.
 */
export async function createProject({ db, now, limits }: Context, userId: string, name: string) {
  await takePoint(
    limits.newProjects,
    userId,
    `You have created ${limits.maxNewProjectsPerDay} products in a day, which is the most that a person may.`,
  );
  const projectId = newId();
  return createProjects(db, [{ id: projectId, name, createdAt: now }], async (tx) => {
    await tx.insert(memberships).values({ projectId, userId, role: "owner", createdAt: now });
    const event = { projectId, actorId: userId, at: now };
    await addAuditEvent(tx, { ...event, action: "project.create", from: null, to: name });
    return { projectId };
  });
}
