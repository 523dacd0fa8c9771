import { auditEvents, type Executor, newId } from "@ai-cost/db";
import { WORK } from "./people";
import { PRODUCTS } from "./story/products";

type UserIds = ReadonlyMap<string, string>;

/** Keeps who made a product and who added the others to it, as if they had done it then. */
export async function keepWork(
  tx: Executor,
  userIds: UserIds,
  { projectId, at }: { projectId: string; at: Date },
): Promise<void> {
  const work = WORK.filter((place) => place.projectId === projectId);
  const events = work.map(({ email, role }) => ({
    ...eventOf(userIds, projectId, at),
    action: role === "owner" ? "project.create" : "member.add",
    from: null,
    to: role === "owner" ? productOf(projectId)?.name : `${role} ${email}`,
  }));
  await tx.insert(auditEvents).values(events);
}

/** Keeps that a product's owner set its limit; answers the owner's id. */
export async function keepBudget(
  tx: Executor,
  userIds: UserIds,
  { projectId, value, at }: { projectId: string; value: string; at: Date },
): Promise<string> {
  const event = { ...eventOf(userIds, projectId, at), action: "budget.set", from: null, to: value };
  await tx.insert(auditEvents).values(event);
  return event.actorId;
}

const productOf = (projectId: string) =>
  PRODUCTS.find((product) => product.projectId === projectId);

const eventOf = (userIds: UserIds, projectId: string, at: Date) => ({
  projectId,
  id: newId(),
  actorId: userIds.get(productOf(projectId)?.ownerEmail ?? "") ?? "demo",
  at,
});
