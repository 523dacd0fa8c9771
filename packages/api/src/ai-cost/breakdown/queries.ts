import { ALL_NAMES, dailyUsage, type Executor, listOf, type UsageGrain } from "@ai-cost/db";
import type { Interval, OtherRange } from "@ai-cost/domain";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { AMOUNT_NAMES, type AmountName, type Amounts, NO_AMOUNTS } from "./amounts";
import type { BreakdownInput } from "./schema";

/** The groups that a breakdown names at most. The others are added up as `*`. */
export const MAX_GROUPS = 100;
/** Above this number of rows, Postgres adds up the smaller groups, so that an answer stays small. */
const MAX_ROWS = 10_000;

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

/** The rows of the rollup that a query reads: those of the range, and those of the other days if there are any. */
interface Source {
  projectId: string;
  query: UsageQuery;
  other: OtherRange | null;
}

/**
 * Reads the amounts of a project's usage by part of the range and group. The number of rows that it reads
 * depends on the days and the groups, never on the charges.
 */
export async function selectUsage(db: Executor, source: Source): Promise<UsageRow[]> {
  const group = GROUPS[source.query.groupBy];
  const rows = await selectRows(db, source, group);
  if (rows.length <= MAX_ROWS) return rows;
  const largest = listOf(await selectLargest(db, source, group), "text");
  const named = sql`case when ${group} = any(${largest}) then ${group} else ${ALL_NAMES} end`;
  return selectRows(db, source, named);
}

const GROUPS = {
  none: sql`''`,
  tokenKind: sql`''`,
  agentType: sql`agent_type`,
  model: sql`model`,
};

/** The coarsest grain of the rollup that separates what the query groups and filters by. */
function grainOf({ groupBy, filter }: UsageQuery): UsageGrain {
  const needsModel = groupBy === "model" || filter.models !== undefined;
  const needsAgentType = groupBy === "agentType" || filter.agentTypes !== undefined;
  if (!needsModel) return "agent_type";
  return needsAgentType ? "both" : "model";
}

/** Whether each row of the rollup is a row of the result by itself, so that nothing has to be added up. */
const isOneToOne = (query: UsageQuery, group: SQL): boolean =>
  query.interval === "day" &&
  ((grainOf(query) === "agent_type" && group === GROUPS.agentType) ||
    (grainOf(query) === "model" && group === GROUPS.model));

async function selectRows(db: Executor, source: Source, group: SQL): Promise<UsageRow[]> {
  const { query, other } = source;
  const isAdded = !isOneToOne(query, group);
  const names = namesRead(query);
  // One text for all amounts of a row, because the driver needs longer to read many columns than Postgres
  // needs to compute them.
  const amounts = sql.join(
    names.map((name) => (isAdded ? sql`sum(${columnOf(name)})` : columnOf(name))),
    sql`, `,
  );
  const select = (offsetDays: number, isPrevious: boolean) => sql`
    select ${startOf(query, sql`day + ${offsetDays}::int`)}::text as start, ${group} as name,
      ${sql.raw(String(isPrevious))} as is_previous, concat_ws(' ', ${amounts}) as amounts
    ${rowsOf(source, isPrevious)} ${isAdded ? sql`group by 1, 2` : sql``}`;
  const both = other
    ? sql`${select(0, false)} union all ${select(other.offsetDays, true)}`
    : select(0, false);
  const rows = await db.execute<Record<"start" | "name" | "amounts", string> & Flag>(
    sql`${both} limit ${MAX_ROWS + 1}`,
  );
  return rows.map((row) => ({
    start: row.start,
    group: row.name === "" ? null : row.name,
    isPrevious: row.is_previous,
    amounts: amountsIn(row.amounts, names),
  }));
}

type Flag = { is_previous: boolean };

/** The names of the groups with the highest cost in the range. */
async function selectLargest(db: Executor, source: Source, group: SQL): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select ${group} as name ${rowsOf(source, false)}
    group by 1 order by sum(cost_micro_usd) desc, 1 limit ${MAX_GROUPS}`);
  return rows.map(({ name }) => name);
}

function rowsOf({ projectId, query, other }: Source, isPrevious: boolean): SQL {
  const { from, to } = (isPrevious && other) || query;
  const named = (column: SQL, names: readonly string[] | undefined) =>
    names === undefined ? sql`` : sql`and ${column} = any(${listOf(names, "text")})`;
  return sql`
    from daily_usage
    where project_id = ${projectId} and grain = ${grainOf(query)}
      and day between ${from}::date and ${to}::date
      ${named(sql`agent_type`, query.filter.agentTypes)} ${named(sql`model`, query.filter.models)}`;
}

/** The first day of the part of the range that contains `day`; see `startOfPart` in `@ai-cost/domain`. */
function startOf({ interval, from }: UsageQuery, day: SQL): SQL {
  const first = sql`${from}::date`;
  const starts: Record<Interval, SQL> = {
    total: first,
    day: sql`(${day})`,
    week: sql`greatest(${day} - (extract(isodow from ${day})::int - 1), ${first})`,
    month: sql`greatest(${day} - (extract(day from ${day})::int - 1), ${first})`,
  };
  return starts[interval];
}

const COLUMNS = getTableColumns(dailyUsage);
const columnOf = (name: AmountName): SQL => sql`${sql.identifier(COLUMNS[name].name)}`;

/** The costs by kind are read only for the kinds. */
const namesRead = ({ groupBy }: UsageQuery): AmountName[] =>
  AMOUNT_NAMES.filter(
    (name) =>
      groupBy === "tokenKind" ||
      !name.endsWith("MicroUsd") ||
      name === "costMicroUsd" ||
      name === "refundedMicroUsd",
  );

function amountsIn(text: string, names: readonly AmountName[]): Amounts {
  const amounts = { ...NO_AMOUNTS };
  for (const [index, number] of text.split(" ").entries()) {
    const name = names[index];
    if (name !== undefined && number !== "0") amounts[name] = BigInt(number);
  }
  return amounts;
}
