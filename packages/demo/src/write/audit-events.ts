import { auditEvents, type Executor, newId } from "@ai-cost/db";
import { PRODUCTS, type Product } from "../story/company/products";
import { MEMBERSHIPS, type UserIds } from "./people";

/**
 * Inserts the audit events of a project's creation and of its new members. The actor is the
 * project's owner and the time is `at`.
 */
export async function insertMembershipEvents(
  tx: Executor,
  userIds: UserIds,
  { projectId, at }: { projectId: string; at: Date },
): Promise<void> {
  const members = MEMBERSHIPS.filter((membership) => membership.projectId === projectId);
  const events = members.map(({ email, role }) => ({
    ...ownerEvent(userIds, projectId, at),
    action: role === "owner" ? "project.create" : "member.add",
    from: null,
    to: role === "owner" ? findProduct(projectId)?.name : `${role} ${email}`,
  }));
  await tx.insert(auditEvents).values(events);
}

/**
 * Inserts the audit event of a new budget limit. Returns the user id of the actor, who is the
 * project's owner.
 */
export async function insertBudgetEvent(
  tx: Executor,
  userIds: UserIds,
  { projectId, value, at }: { projectId: string; value: string; at: Date },
): Promise<string> {
  const event = ownerEvent(userIds, projectId, at);
  await tx.insert(auditEvents).values({ ...event, action: "budget.set", from: null, to: value });
  return event.actorId;
}

const findProduct = (projectId: string): Product | undefined =>
  PRODUCTS.find((product) => product.projectId === projectId);

const ownerEvent = (userIds: UserIds, projectId: string, at: Date) => ({
  projectId,
  id: newId(),
  actorId: userIds.get(findProduct(projectId)?.ownerEmail ?? "") ?? "demo",
  at,
});
