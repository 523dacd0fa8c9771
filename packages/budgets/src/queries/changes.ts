import { budgetChanges, type Executor, newId, users } from "@ai-cost/db";
import { and, count, desc, eq, getTableColumns, gt, type SQL, sql } from "drizzle-orm";
import type { BudgetChange, ChangeOf } from "../budget";

const PAGE_ROWS = 50;

/** Adds a change to the history of its budget. */
export async function insertBudgetChange(
  db: Executor,
  { projectId, scope, actorId, at, reason }: ChangeOf,
  { before, after }: BudgetChange,
): Promise<void> {
  await db.insert(budgetChanges).values({
    projectId,
    id: newId(),
    budgetId: after?.id ?? before?.id ?? projectId,
    scopeKind: scope.kind,
    scopeValue: scope.value,
    version: after?.version ?? (before?.version ?? 0) + 1,
    fromLimitMicroUsd: before?.limitMicroUsd,
    toLimitMicroUsd: after?.limitMicroUsd,
    fromThresholds: before && [...before.thresholds],
    toThresholds: after && [...after.thresholds],
    fromBlocks: before?.blocks,
    toBlocks: after?.blocks,
    fromChannelIds: before?.channelIds && [...before.channelIds],
    toChannelIds: after?.channelIds && [...after.channelIds],
    reason,
    changedBy: actorId,
    changedAt: at,
  });
}

/** The number of changes of the project's budgets since an instant, counted up to `most`. */
export async function countBudgetChanges(
  db: Executor,
  projectId: string,
  { since, most }: { since: Date; most: number },
): Promise<number> {
  const counted = db
    .select({ id: budgetChanges.id })
    .from(budgetChanges)
    .where(and(eq(budgetChanges.projectId, projectId), gt(budgetChanges.changedAt, since)))
    .limit(most)
    .as("counted");
  const [row] = await db.select({ changes: count() }).from(counted);
  return row?.changes ?? 0;
}

/** Selects the changes before the change `id`; selects nothing when the project has no change with this id. */
const isBefore = (projectId: string, id: string): SQL => sql`
  (${budgetChanges.changedAt}, ${budgetChanges.id}) < (
    select last.changed_at, last.id from budget_changes as last
    where last.project_id = ${projectId} and last.id = ${id})`;

/**
 * The project's 50 newest changes of budgets, newest first. With `beforeId`, the next 50 after that change
 * in this order. The actor is null when the account no longer exists.
 */
export function selectBudgetChanges(db: Executor, projectId: string, beforeId: string | undefined) {
  const { projectId: ofProject, changedBy, ...columns } = getTableColumns(budgetChanges);
  return db
    .select({ ...columns, actor: { name: users.name, email: users.email } })
    .from(budgetChanges)
    .leftJoin(users, eq(users.id, changedBy))
    .where(
      and(
        eq(ofProject, projectId),
        beforeId === undefined ? undefined : isBefore(projectId, beforeId),
      ),
    )
    .orderBy(desc(columns.changedAt), desc(columns.id))
    .limit(PAGE_ROWS);
}
