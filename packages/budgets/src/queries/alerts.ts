import { ALL_NAMES, budgetAlerts, type Executor, listOf } from "@ai-cost/db";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { claimAlerts } from "../alerts/claim-alerts";
import type { AlertClaim, Crossing } from "../alerts/find-crossings";
import type { BudgetScope } from "../budget";

const MAX_CONTRIBUTORS = 3;

const { budgetId, kind, threshold, version, isSent, alertId, decidedAt } = budgetAlerts;
const CLAIM = { budgetId, kind, threshold, version };

/**
 * The last alert of each kind and threshold of some budgets that was decided before in the month, oldest first.
 * Earlier ones, of which a budget that changes all the time has any number, decide nothing.
 */
export function selectAlerts(
  db: Executor,
  projectId: string,
  { month, budgetIds }: { month: string; budgetIds: readonly string[] },
) {
  const last = db
    .selectDistinctOn([budgetId, kind, threshold], { ...CLAIM, isSent, alertId, decidedAt })
    .from(budgetAlerts)
    .where(
      and(
        eq(budgetAlerts.projectId, projectId),
        sql`${budgetId} = any(${listOf(budgetIds, "uuid")})`,
        eq(budgetAlerts.month, month),
      ),
    )
    .orderBy(budgetId, kind, threshold, desc(version))
    .as("last");
  return db.select().from(last).orderBy(asc(last.decidedAt), asc(last.alertId));
}

interface NewClaims {
  projectId: string;
  month: string;
  crossing: Crossing;
  /** With the one that is sent last. */
  claims: readonly AlertClaim[];
  /** The id of the alert that is sent. */
  alertId: string;
  at: Date;
}

/** Claims alerts of one budget, as `claimAlerts` says. */
export const insertClaims = (
  tx: Executor,
  { projectId, month, crossing, claims, alertId, at }: NewClaims,
): Promise<boolean> => {
  const { limitMicroUsd, spentMicroUsd } = crossing;
  const common = { projectId, month, limitMicroUsd, spentMicroUsd, decidedAt: at };
  return claimAlerts(claims, (rows) =>
    tx
      .insert(budgetAlerts)
      .values(rows.map((row) => ({ ...common, ...row, alertId: row.isSent ? alertId : null })))
      .onConflictDoNothing()
      .returning(CLAIM),
  );
};

/** What spent most in a scope: an agent type, or a model in the scope of an agent type. */
export interface Contributor {
  name: string;
  costMicroUsd: bigint;
}

/** For each kind of scope: the grain of the rollup, the column of the contributors, and that of the scope. */
const CONTRIBUTORS = {
  project: { grain: "agent_type", name: "agent_type", scope: "model" },
  agent_type: { grain: "both", name: "model", scope: "agent_type" },
  model: { grain: "both", name: "agent_type", scope: "model" },
} as const;

/** The three largest contributors to a scope's spend since a day. */
export async function selectContributors(
  db: Executor,
  projectId: string,
  { kind: scopeKind, value }: BudgetScope,
  { from, to }: { from: string; to: string },
): Promise<Contributor[]> {
  const { grain, name, scope } = CONTRIBUTORS[scopeKind];
  const rows = await db.execute<{ name: string; cost: string }>(sql`
    select ${sql.identifier(name)} as name, sum(cost_micro_usd)::text as cost from daily_usage
    where project_id = ${projectId} and grain = ${grain}
      and day between ${from}::date and ${to}::date
      and ${sql.identifier(scope)} = ${value ?? ALL_NAMES}
    group by 1 having sum(cost_micro_usd) > 0
    order by sum(cost_micro_usd) desc, 1 limit ${MAX_CONTRIBUTORS}`);
  return rows.map((row) => ({ name: row.name, costMicroUsd: BigInt(row.cost) }));
}
