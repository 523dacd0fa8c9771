import {
  auditEvents,
  billingSettings,
  type Database,
  type Executor,
  newId,
  projects,
  users,
} from "@ai-cost/db";
import { addMonths, BUDGET_SETTING_KEY, limitText, monthOf, monthWindow } from "@ai-cost/domain";
import { and, eq, sql } from "drizzle-orm";
import { STORY_MONTHS } from "./story/product-story";
import { DEAREST_PRODUCT, PRODUCTS } from "./story/products";

const BEGUN = "demo.begin";
const FINISHED = "demo.finish";
const STORY_LOCK = 4_706_281_002;

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
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${STORY_LOCK}::bigint)`);
    const begun = await eventAt(tx, BEGUN);
    if (begun) return { state: (await eventAt(tx, FINISHED)) ? "finished" : "begun", at: begun };
    if (!(await isEmpty(tx))) return { state: "foreign" };
    const createdAt = storyStart(now);
    await tx
      .insert(projects)
      .values(PRODUCTS.map(({ projectId, name }) => ({ id: projectId, name, createdAt })));
    await addEvent(tx, { action: BEGUN, actorId: "demo", at: now });
    return { state: "begun", at: now };
  });
}

/** Sets the limits, by project in micro-dollars, and closes the story, in one transaction. */
export async function closeStory(
  db: Database,
  limits: ReadonlyMap<string, bigint>,
  { ownerIds, at }: { ownerIds: ReadonlyMap<string, string>; at: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const [projectId, limitMicroUsd] of limits) {
      const value = limitText(limitMicroUsd);
      const actorId = ownerIds.get(projectId) ?? "demo";
      await tx
        .insert(billingSettings)
        .values({ projectId, key: BUDGET_SETTING_KEY, value, updatedBy: actorId, updatedAt: at });
      await addEvent(tx, { projectId, action: "budget.set", actorId, to: value, at });
    }
    await addEvent(tx, { action: FINISHED, actorId: "demo", at });
  });
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

async function isEmpty(tx: Executor): Promise<boolean> {
  const [anyUser] = await tx.select({ id: users.id }).from(users).limit(1);
  const [anyProject] = await tx.select({ id: projects.id }).from(projects).limit(1);
  return !anyUser && !anyProject;
}
