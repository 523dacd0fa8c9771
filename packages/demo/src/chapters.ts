import {
  auditEvents,
  billingSettings,
  createProjects,
  type Database,
  type Executor,
  type OperatorProject,
  openAsOperator,
  projects,
  users,
} from "@ai-cost/db";
import { addMonths, BUDGET_SETTING_KEY, limitText, monthOf, monthWindow } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import { keepBudget, keepWork } from "./kept-changes";
import { STORY_MONTHS } from "./story/product-story";
import { DEAREST_PRODUCT, PRODUCTS } from "./story/products";

/** The dearest product's setting that says how far the story is told. */
const PROGRESS_KEY = "demo_story";

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
  return createProjects(db, founded, async (tx) => {
    const begun = { value: "begun", updatedBy: "demo", updatedAt: now };
    await tx
      .insert(billingSettings)
      .values({ projectId: DEAREST_PRODUCT.projectId, key: PROGRESS_KEY, ...begun });
    return { state: "begun", at: now };
  });
}

/**
 * Sets a product's limit, in micro-dollars, and keeps what the demo people changed in it so far; once,
 * however often it is asked.
 */
export async function closeProduct(
  { id: projectId, tenant }: OperatorProject,
  limitMicroUsd: bigint | null,
  { userIds, at }: { userIds: ReadonlyMap<string, string>; at: Date },
): Promise<void> {
  await tenant.write(async (tx) => {
    const kept = await tx.select().from(auditEvents).where(eq(auditEvents.projectId, projectId));
    if (kept.length > 0) return;
    await keepWork(tx, userIds, { projectId, at: storyStart(at) });
    if (limitMicroUsd === null) return;
    const value = limitText(limitMicroUsd);
    const actorId = await keepBudget(tx, userIds, { projectId, value, at });
    await tx
      .insert(billingSettings)
      .values({ projectId, key: BUDGET_SETTING_KEY, value, updatedBy: actorId, updatedAt: at });
  });
}

/** Once all of it is told. */
export async function closeStory(db: Database): Promise<void> {
  for (const { tenant } of await openAsOperator(db, DEAREST_PRODUCT.projectId))
    await tenant.write((tx) =>
      tx.update(billingSettings).set({ value: "finished" }).where(progressRow),
    );
}

const progressRow = and(
  eq(billingSettings.projectId, DEAREST_PRODUCT.projectId),
  eq(billingSettings.key, PROGRESS_KEY),
);

async function progressOf(tx: Executor): Promise<Progress> {
  const [row] = await tx
    .select({ value: billingSettings.value, at: billingSettings.updatedAt })
    .from(billingSettings)
    .where(progressRow);
  if (!row) return { state: "foreign" };
  return { state: row.value === "finished" ? "finished" : "begun", at: row.at };
}

async function isEmpty(db: Database): Promise<boolean> {
  const [anyUser] = await db.select({ id: users.id }).from(users).limit(1);
  const [anyProject] = await db.select({ id: projects.id }).from(projects).limit(1);
  return !anyUser && !anyProject;
}
