import { billingSettings, type Database, type Executor, projects, users } from "@ai-cost/db";
import { addMonths, BUDGET_SETTING_KEY, limitText, monthOf, monthWindow } from "@ai-cost/domain";
import { and, eq, sql } from "drizzle-orm";
import { keepBudget, keepWork } from "./kept-changes";
import { STORY_MONTHS } from "./story/product-story";
import { DEAREST_PRODUCT, PRODUCTS } from "./story/products";

/** The dearest product's setting that says how far the story is told. */
const PROGRESS_KEY = "demo_story";
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
    const progress = await progressOf(tx);
    if (progress) return progress;
    if (!(await isEmpty(tx))) return { state: "foreign" };
    const createdAt = storyStart(now);
    await tx
      .insert(projects)
      .values(PRODUCTS.map(({ projectId, name }) => ({ id: projectId, name, createdAt })));
    const begun = { value: "begun", updatedBy: "demo", updatedAt: now };
    await tx
      .insert(billingSettings)
      .values({ projectId: DEAREST_PRODUCT.projectId, key: PROGRESS_KEY, ...begun });
    return { state: "begun", at: now };
  });
}

/**
 * Sets the limits, by project in micro-dollars, keeps what the demo people changed so far, and closes
 * the story, in one transaction.
 */
export async function closeStory(
  db: Database,
  limits: ReadonlyMap<string, bigint>,
  { userIds, at }: { userIds: ReadonlyMap<string, string>; at: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await keepWork(tx, userIds, storyStart(at));
    for (const [projectId, limitMicroUsd] of limits) {
      const value = limitText(limitMicroUsd);
      const actorId = await keepBudget(tx, userIds, { projectId, value, at });
      await tx
        .insert(billingSettings)
        .values({ projectId, key: BUDGET_SETTING_KEY, value, updatedBy: actorId, updatedAt: at });
    }
    await tx.update(billingSettings).set({ value: "finished" }).where(progressRow);
  });
}

const progressRow = and(
  eq(billingSettings.projectId, DEAREST_PRODUCT.projectId),
  eq(billingSettings.key, PROGRESS_KEY),
);

async function progressOf(tx: Executor): Promise<Progress | undefined> {
  const [row] = await tx
    .select({ value: billingSettings.value, at: billingSettings.updatedAt })
    .from(billingSettings)
    .where(progressRow);
  return row && { state: row.value === "finished" ? "finished" : "begun", at: row.at };
}

async function isEmpty(tx: Executor): Promise<boolean> {
  const [anyUser] = await tx.select({ id: users.id }).from(users).limit(1);
  const [anyProject] = await tx.select({ id: projects.id }).from(projects).limit(1);
  return !anyUser && !anyProject;
}
