import { ALL_NAMES, dailyUsage, type Executor, listOf, type UsageGrain } from "@ai-cost/db";
import type { Interval, OtherRange } from "@ai-cost/domain";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { BreakdownInput } from "./schema";

/** The groups that a breakdown names at most. The others are added up as `*`. */
const MAX_GROUPS = 100;

const {
  projectId: _,
  grain: __,
  day: ___,
  agentType: ____,
  model: _____,
  ...AMOUNTS
} = getTableColumns(dailyUsage);

type AmountName = keyof typeof AMOUNTS;

/** The amounts of one part of the range and one group. Money is in micro-dollars. */
export type Amounts = Record<AmountName, bigint>;

export const AMOUNT_NAMES = Object.keys(AMOUNTS) as AmountName[];

export interface UsageRow {
  /** The first day of the part of the range. */
  start: string;
  /** The agent type or model, `*` for all beyond the largest; null when nothing is grouped. */
  group: string | null;
  /** Whether the amounts are those of the days that the range is compared with. */
  isPrevious: boolean;
  amounts: Amounts;
}

type UsageQuery = Pick<BreakdownInput, "from" | "to" | "interval" | "groupBy" | "filter">;

/** The coarsest grain of the rollup that separates what the query groups and filters by. */
function grainOf({ groupBy, filter }: UsageQuery): UsageGrain {
  const needsModel = groupBy === "model" || filter.models !== undefined;
  const needsAgentType = groupBy === "agentType" || filter.agentTypes !== undefined;
  if (!needsModel) return "agent_type";
  return needsAgentType ? "both" : "model";
}

/** The first day of the part of the range that contains `day`; see `startOfPart` in `@ai-cost/domain`. */
function partStart(interval: Interval, from: SQL): SQL {
  const starts: Record<Interval, SQL> = {
    total: from,
    day: sql`day`,
    week: sql`greatest(day - (extract(isodow from day)::int - 1), ${from})`,
    month: sql`greatest(day - (extract(day from day)::int - 1), ${from})`,
  };
  return starts[interval];
}

const GROUP_COLUMNS = {
  none: sql`''`,
  tokenKind: sql`''`,
  agentType: sql`agent_type`,
  model: sql`model`,
};

const amountColumns = (write: (column: SQL) => SQL): SQL =>
  sql.join(
    Object.values(AMOUNTS).map(({ name }) => write(sql.identifier(name) as unknown as SQL)),
    sql`, `,
  );

/**
 * Reads the amounts of a project's usage by part of the range and group, in one statement. The number of
 * rows that it reads depends on the days and the groups, never on the charges. The groups come in the
 * order of their cost in the range, the rest last.
 */
export async function selectUsage(
  db: Executor,
  projectId: string,
  query: UsageQuery,
  other: OtherRange | null,
): Promise<UsageRow[]> {
  const grain = grainOf(query);
  const { filter, interval } = query;
  const from = sql`${query.from}::date`;
  const named = (column: SQL, names: readonly string[] | undefined) =>
    names === undefined ? sql`true` : sql`${column} = any(${listOf(names, "text")})`;
  const days = (first: string, last: string, offsetDays: number, isPrevious: boolean) => sql`
    select day + ${offsetDays}::int as day, ${sql.raw(String(isPrevious))} as is_previous,
      ${GROUP_COLUMNS[query.groupBy]} as name, ${amountColumns((column) => column)}
    from daily_usage
    where project_id = ${projectId} and grain = ${grain}
      and day between ${first}::date and ${last}::date
      and ${named(sql`agent_type`, filter.agentTypes)} and ${named(sql`model`, filter.models)}`;
  const usage = other
    ? sql`${days(query.from, query.to, 0, false)} union all ${days(other.from, other.to, other.offsetDays, true)}`
    : days(query.from, query.to, 0, false);
  const rows = await db.execute<Record<string, string | boolean | null>>(sql`
    with usage as materialized (${usage}),
    ranked as (
      select name as ranked_name, row_number() over (
        order by coalesce(sum(cost_micro_usd) filter (where not is_previous), 0) desc,
          sum(cost_micro_usd) desc, name
      ) as place
      from usage group by name
    )
    select ${partStart(interval, from)}::text as start, is_previous,
      case when place > ${MAX_GROUPS} then ${ALL_NAMES} else name end as "group",
      ${amountColumns((column) => sql`sum(${column})::text as ${column}`)}
    from usage join ranked on ranked_name = name
    group by 1, 2, 3
    order by 1, min(place)`);
  return rows.map((row) => ({
    start: String(row.start),
    group: row.group === "" ? null : String(row.group),
    isPrevious: row.is_previous === true,
    amounts: Object.fromEntries(
      AMOUNT_NAMES.map((name) => [name, BigInt(String(row[AMOUNTS[name].name] ?? "0"))]),
    ) as Amounts,
  }));
}
