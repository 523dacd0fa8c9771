import { billingSettings, dailySpend, type Executor, monthlyAgentSpend } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, type Comparison } from "@ai-cost/domain";
import { and, between, eq, type SQL, sql } from "drizzle-orm";
import { type PgColumn, unionAll } from "drizzle-orm/pg-core";

/**
 * Matches any of the ids. All ids are one parameter, so the SQL text does not depend on the number of
 * projects.
 */
const anyOf = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;

/** What is known of a project's month. Amounts are in micro-dollars. */
export interface MonthSums {
  costMicroUsd: bigint;
  tokens: bigint;
  jobs: bigint;
  unpricedCharges: bigint;
  /** The spend on the compared days, and on those of the previous month. */
  comparedMicroUsd: bigint;
  previousMicroUsd: bigint;
  /** The stored limit; null without one. */
  limitText: string | null;
}

const NOTHING: MonthSums = {
  costMicroUsd: 0n,
  tokens: 0n,
  jobs: 0n,
  unpricedCharges: 0n,
  comparedMicroUsd: 0n,
  previousMicroUsd: 0n,
  limitText: null,
};

/** Ranges without a day, for the first day of a month, when nothing is compared. */
const NO_DAYS: Comparison = {
  firstDay: "2000-01-02",
  lastDay: "2000-01-01",
  previousFirstDay: "2000-01-02",
  previousLastDay: "2000-01-01",
};

/**
 * Reads the month of projects with one statement, because each statement costs a round trip. Each of its rows
 * is one part of one project, written as a text. Returns a function that looks a project up.
 */
export async function selectMonthSums(
  db: Executor,
  projectIds: readonly string[],
  { month, comparison }: { month: string; comparison: Comparison | null },
): Promise<(projectId: string) => MonthSums> {
  const rows = await unionAll(
    spendOf(db, projectIds, month),
    comparedSpendOf(db, projectIds, comparison ?? NO_DAYS),
    limitsOf(db, projectIds),
  );
  const sums = new Map<string, MonthSums>();
  for (const { projectId, part, text } of rows)
    sums.set(projectId, { ...(sums.get(projectId) ?? NOTHING), ...PARTS[part](text) });
  return (projectId) => sums.get(projectId) ?? NOTHING;
}

const PARTS = {
  spend: (text: string) => {
    const [costMicroUsd = 0n, tokens = 0n, jobs = 0n, unpricedCharges = 0n] = integersIn(text);
    return { costMicroUsd, tokens, jobs, unpricedCharges };
  },
  compared: (text: string) => {
    const [comparedMicroUsd = 0n, previousMicroUsd = 0n] = integersIn(text);
    return { comparedMicroUsd, previousMicroUsd };
  },
  limit: (limitText: string) => ({ limitText }),
} as const satisfies Record<string, (text: string) => Partial<MonthSums>>;

const integersIn = (text: string): bigint[] => text.split(" ").map(BigInt);

const partOf = (name: keyof typeof PARTS) => sql<keyof typeof PARTS>`${sql.raw(`'${name}'`)}`;
const textOf = (...sums: SQL[]) => sql<string>`concat_ws(' ', ${sql.join(sums, sql`, `)})`;

function spendOf(db: Executor, projectIds: readonly string[], month: string) {
  const { projectId, costMicroUsd, inputTokens, outputTokens, jobs, unpricedCharges } =
    monthlyAgentSpend;
  return db
    .select({
      projectId,
      part: partOf("spend"),
      text: textOf(
        sql`sum(${costMicroUsd})`,
        sql`sum(${inputTokens}) + sum(${outputTokens})`,
        sql`sum(${jobs})`,
        sql`sum(${unpricedCharges})`,
      ),
    })
    .from(monthlyAgentSpend)
    .where(and(anyOf(projectId, projectIds), eq(monthlyAgentSpend.month, month)))
    .groupBy(projectId);
}

function comparedSpendOf(
  db: Executor,
  projectIds: readonly string[],
  { firstDay, lastDay, previousFirstDay, previousLastDay }: Comparison,
) {
  const { projectId, day, costMicroUsd } = dailySpend;
  const sumBetween = (first: string, last: string) =>
    sql`coalesce(sum(${costMicroUsd}) filter (where ${between(day, first, last)}), 0)`;
  return db
    .select({
      projectId,
      part: partOf("compared"),
      text: textOf(sumBetween(firstDay, lastDay), sumBetween(previousFirstDay, previousLastDay)),
    })
    .from(dailySpend)
    .where(and(anyOf(projectId, projectIds), between(day, previousFirstDay, lastDay)))
    .groupBy(projectId);
}

function limitsOf(db: Executor, projectIds: readonly string[]) {
  const { projectId, key, value } = billingSettings;
  return db
    .select({ projectId, part: partOf("limit"), text: sql<string>`${value}` })
    .from(billingSettings)
    .where(and(anyOf(projectId, projectIds), eq(key, BUDGET_SETTING_KEY)));
}

/**
 * The spend of each project on the days of a month, in micro-dollars, as texts by day. A day without usage is
 * absent, and so is a project without any.
 */
export function selectDaysOfProjects(
  db: Executor,
  projectIds: readonly string[],
  [firstDay, lastDay]: readonly [string, string],
) {
  const { projectId, day, costMicroUsd } = dailySpend;
  return db
    .select({
      projectId,
      costs: sql<Record<string, string>>`json_object_agg(${day}, ${costMicroUsd}::text)`,
    })
    .from(dailySpend)
    .where(and(anyOf(projectId, projectIds), between(day, firstDay, lastDay)))
    .groupBy(projectId);
}
