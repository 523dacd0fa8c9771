import {
  auditEvents,
  billingSettings,
  type Database,
  type Executor,
  foundProjects,
  newId,
  type OperatedProject,
  openAsOperator,
  projects,
  users,
} from "@ai-cost/db";
import { addMonths, BUDGET_SETTING_KEY, limitText, monthOf, monthWindow } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import { STORY_MONTHS } from "./story/product-story";
import { DEAREST_PRODUCT, PRODUCTS } from "./story/products";

const BEGUN = "demo.begin";
const FINISHED = "demo.finish";

/** How far the story is told. `at` is its present moment, which no later start changes. */
export type Progress = { state: "foreign" } | { state: "begun" | "finished"; at: Date };

export const storyStart = (at: Date): Date =>
  monthWindow(addMonths(monthOf(at), 1 - STORY_MONTHS)).start;

/**
 * Opens the story in a database without a person or project: its present moment and its projects, in
 * one transaction, so that a later start goes on with the same story. `foreign` is a database that
 * holds something else.
 */
export async function openStory(db: Database, now: Date): Promise<Progress> {
  const [dearest] = await openAsOperator(db, DEAREST_PRODUCT.projectId);
  if (dearest) return dearest.tenant.read(progressOf);
  if (!(await isEmpty(db))) return { state: "foreign" };
  const createdAt = storyStart(now);
  const founded = PRODUCTS.map(({ projectId, name }) => ({ id: projectId, name, createdAt }));
  return foundProjects(db, founded, async (tx) => {
    await addEvent(tx, { action: BEGUN, actorId: "demo", at: now });
    return { state: "begun", at: now };
  });
}

async function progressOf(tx: Executor): Promise<Progress> {
  const begun = await eventAt(tx, BEGUN);
  if (!begun) return { state: "foreign" };
  return { state: (await eventAt(tx, FINISHED)) ? "finished" : "begun", at: begun };
}

/** Sets a product's limit, in micro-dollars, and keeps that its owner did; one that is set stays. */
export async function setLimit(
  { id: projectId, tenant }: OperatedProject,
  limitMicroUsd: bigint,
  { ownerId: actorId, at }: { ownerId: string; at: Date },
): Promise<void> {
  await tenant.write(async (tx) => {
    const value = limitText(limitMicroUsd);
    const set = await tx
      .insert(billingSettings)
      .values({ projectId, key: BUDGET_SETTING_KEY, value, updatedBy: actorId, updatedAt: at })
      .onConflictDoNothing()
      .returning();
    if (set.length > 0)
      await addEvent(tx, { projectId, action: "budget.set", actorId, to: value, at });
  });
}

/** Once all of it is told. */
export async function closeStory(db: Database, at: Date): Promise<void> {
  for (const { tenant } of await openAsOperator(db, DEAREST_PRODUCT.projectId))
    await tenant.write((tx) => addEvent(tx, { action: FINISHED, actorId: "demo", at }));
}

type NewEvent = Omit<typeof auditEvents.$inferInsert, "id" | "projectId"> & { projectId?: string };

const addEvent = (tx: Executor, event: NewEvent) =>
  tx
    .insert(auditEvents)
    .values({ id: newId(), projectId: DEAREST_PRODUCT.projectId, from: null, to: null, ...event });

async function eventAt(tx: Executor, action: string): Promise<Date | undefined> {
  const [event] = await tx
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(eq(auditEvents.projectId, DEAREST_PRODUCT.projectId), eq(auditEvents.action, action)),
    );
  return event?.at;
}

async function isEmpty(db: Database): Promise<boolean> {
  const [anyUser] = await db.select({ id: users.id }).from(users).limit(1);
  const [anyProject] = await db.select({ id: projects.id }).from(projects).limit(1);
  return !anyUser && !anyProject;
}
