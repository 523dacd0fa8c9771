import { agentNames, type Executor, traceSpans } from "@ai-cost/db";
import { and, asc, count, desc, eq } from "drizzle-orm";

const SPANS_LOOKED_AT = 1_000;

export type StoredAgentName = typeof agentNames.$inferSelect;

/** What the project says of its agents' names, its default under the empty one, by name. */
export const agentNamesOf = (db: Executor, projectId: string): Promise<StoredAgentName[]> =>
  db
    .select()
    .from(agentNames)
    .where(eq(agentNames.projectId, projectId))
    .orderBy(asc(agentNames.agentName));

/** Agents' names in the thousand spans received last. */
export async function namesSeen(db: Executor, projectId: string): Promise<string[]> {
  const newest = db
    .select({ agentName: traceSpans.agentName })
    .from(traceSpans)
    .where(eq(traceSpans.projectId, projectId))
    .orderBy(desc(traceSpans.receivedAt))
    .limit(SPANS_LOOKED_AT)
    .as("newest");
  const rows = await db
    .select({ agentName: newest.agentName })
    .from(newest)
    .groupBy(newest.agentName)
    .orderBy(asc(newest.agentName));
  return rows.flatMap(({ agentName }) => agentName ?? []);
}

export async function countAgentNames(db: Executor, projectId: string): Promise<number> {
  const [counted] = await db
    .select({ names: count() })
    .from(agentNames)
    .where(eq(agentNames.projectId, projectId));
  return counted?.names ?? 0;
}

export async function findAgentType(
  db: Executor,
  projectId: string,
  agentName: string,
): Promise<string | null> {
  const [row] = await db
    .select({ agentType: agentNames.agentType })
    .from(agentNames)
    .where(nameOf(projectId, agentName));
  return row?.agentType ?? null;
}

export async function storeAgentName(
  db: Executor,
  { projectId, agentName, ...change }: StoredAgentName,
): Promise<void> {
  await db
    .insert(agentNames)
    .values({ projectId, agentName, ...change })
    .onConflictDoUpdate({ target: [agentNames.projectId, agentNames.agentName], set: change });
}

export async function deleteAgentName(
  db: Executor,
  projectId: string,
  agentName: string,
): Promise<void> {
  await db.delete(agentNames).where(nameOf(projectId, agentName));
}

const nameOf = (projectId: string, agentName: string) =>
  and(eq(agentNames.projectId, projectId), eq(agentNames.agentName, agentName));
