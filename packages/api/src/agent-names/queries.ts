import { agentNames, type Executor, traceSpans } from "@ai-cost/db";
import { and, asc, count, desc, eq } from "drizzle-orm";

const NEWEST_SPANS = 1_000;

export type AgentNameRow = typeof agentNames.$inferSelect;

/** The project's mapped agent names, ordered by name. The row with an empty name has the default type. */
export const selectAgentNames = (db: Executor, projectId: string): Promise<AgentNameRow[]> =>
  db
    .select()
    .from(agentNames)
    .where(eq(agentNames.projectId, projectId))
    .orderBy(asc(agentNames.agentName));

/** The distinct agent names in the project's 1,000 most recently received spans, ordered by name. */
export async function selectReportedNames(db: Executor, projectId: string): Promise<string[]> {
  const newest = db
    .select({ agentName: traceSpans.agentName })
    .from(traceSpans)
    .where(eq(traceSpans.projectId, projectId))
    .orderBy(desc(traceSpans.receivedAt))
    .limit(NEWEST_SPANS)
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

/** The agent type that a name is mapped to; null when the name is not mapped. */
export async function findAgentType(
  db: Executor,
  projectId: string,
  agentName: string,
): Promise<string | null> {
  const [row] = await db
    .select({ agentType: agentNames.agentType })
    .from(agentNames)
    .where(isName(projectId, agentName));
  return row?.agentType ?? null;
}

export async function storeAgentName(
  db: Executor,
  { projectId, agentName, ...change }: AgentNameRow,
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
  await db.delete(agentNames).where(isName(projectId, agentName));
}

const isName = (projectId: string, agentName: string) =>
  and(eq(agentNames.projectId, projectId), eq(agentNames.agentName, agentName));
