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
import { MAIN_PRODUCT, PRODUCTS } from "../story/company/products";
import { STORY_MONTHS } from "../story/product-story";
import { insertBudgetEvent, insertMembershipEvents } from "./audit-events";
import type { UserIds } from "./people";

/** The key of the main project's setting that stores how much of the story is written. */
const PROGRESS_KEY = "demo_story";

/**
 * How much of the story is written. `foreign` means that the database contains other data. `at` is the
 * time at which the first load of the story started. A load that continues the story does not change it.
 */
export type StoryProgress = { state: "foreign" } | { state: "begun" | "finished"; at: Date };

export const storyStart = (at: Date): Date =>
  monthWindow(addMonths(monthOf(at), 1 - STORY_MONTHS)).start;

/**
 * Returns how much of the story is written. In an empty database, first stores `now` as the story's
 * `at` and creates the projects, both in one transaction.
 */
export async function beginStory(db: Database, now: Date): Promise<StoryProgress> {
  const [mainProject] = await openAsOperator(db, MAIN_PRODUCT.projectId);
  if (mainProject) return mainProject.tenant.read(readProgress);
  if (!(await isEmpty(db))) return { state: "foreign" };
  const createdAt = storyStart(now);
  const newProjects = PRODUCTS.map(({ projectId, name }) => ({ id: projectId, name, createdAt }));
  return createProjects(db, newProjects, async (tx) => {
    await tx.insert(billingSettings).values({
      projectId: MAIN_PRODUCT.projectId,
      key: PROGRESS_KEY,
      value: "begun",
      updatedBy: "demo",
      updatedAt: now,
    });
    return { state: "begun", at: now };
  });
}

/**
 * Inserts the audit events of a project and sets its budget limit, in micro-dollars; null means no
 * limit. Does nothing if the project already has audit events.
 */
export async function finishProject(
  { id: projectId, tenant }: OperatorProject,
  limitMicroUsd: bigint | null,
  { userIds, at }: { userIds: UserIds; at: Date },
): Promise<void> {
  await tenant.write(async (tx) => {
    const events = await tx.select().from(auditEvents).where(eq(auditEvents.projectId, projectId));
    if (events.length > 0) return;
    const startedAt = storyStart(at);
    await insertMembershipEvents(tx, userIds, { projectId, at: startedAt });
    if (limitMicroUsd === null) return;
    const value = limitText(limitMicroUsd);
    const updatedBy = await insertBudgetEvent(tx, userIds, { projectId, value, at: startedAt });
    await tx
      .insert(billingSettings)
      .values({ projectId, key: BUDGET_SETTING_KEY, value, updatedBy, updatedAt: startedAt });
  });
}

/** Stores that the story is complete. */
export async function finishStory(db: Database): Promise<void> {
  for (const { tenant } of await openAsOperator(db, MAIN_PRODUCT.projectId))
    await tenant.write((tx) =>
      tx.update(billingSettings).set({ value: "finished" }).where(isProgressRow),
    );
}

const isProgressRow = and(
  eq(billingSettings.projectId, MAIN_PRODUCT.projectId),
  eq(billingSettings.key, PROGRESS_KEY),
);

async function readProgress(tx: Executor): Promise<StoryProgress> {
  const [row] = await tx
    .select({ value: billingSettings.value, at: billingSettings.updatedAt })
    .from(billingSettings)
    .where(isProgressRow);
  if (!row) return { state: "foreign" };
  return { state: row.value === "finished" ? "finished" : "begun", at: row.at };
}

async function isEmpty(db: Database): Promise<boolean> {
  const [anyUser] = await db.select({ id: users.id }).from(users).limit(1);
  const [anyProject] = await db.select({ id: projects.id }).from(projects).limit(1);
  return !anyUser && !anyProject;
}
