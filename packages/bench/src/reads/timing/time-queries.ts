import type { Progress } from "@ai-cost/command";
import type { Sql } from "@ai-cost/db";
import type { Size } from "../../sizes";
import type { Contender } from "../contenders/contender";
import { PRIMARY_KEY, SELECT_1 } from "../contenders/names";
import type { Contenders } from "../contenders/open-contenders";
import { QUERIES, QUERY_NAMES, type QueryName } from "../queries/queries";
import { projectIdsOf } from "../queries/query-parameters";
import { measure, ROUNDS, TIME_LIMIT_MS, type TimedCall, type Timing } from "./measure";

export type ContendersBySize = ReadonlyMap<Size, Contenders>;
/**
 * Returns the timing of a contender's query at one size; undefined if the contender cannot run the
 * query.
 */
export type Timings = (query: QueryName, size: Size, contender: string) => Timing | undefined;

/**
 * Measures the queries one after the other. For each query, alternates between the contenders of
 * all sizes.
 */
export async function timeQueries(
  contenders: ContendersBySize,
  progress: Progress,
): Promise<Timings> {
  for (const { owner } of contenders.values())
    await owner.unsafe(`set statement_timeout = ${TIME_LIMIT_MS}`);
  const timings = new Map<QueryName, Map<string, Timing>>();
  for (const query of QUERY_NAMES)
    timings.set(
      query,
      await progress.step(`  Timing: ${QUERIES[query].title}`, () =>
        timeQuery(query, contenders, progress),
      ),
    );
  return (query, size, contender) => timings.get(query)?.get(callName(size, contender));
}

const callName = (size: Size, contender: string) => `${size} ${contender}`;

async function timeQuery(
  query: QueryName,
  contendersBySize: ContendersBySize,
  progress: Progress,
): Promise<Map<string, Timing>> {
  const quick: TimedCall[] = [];
  const slow: TimedCall[] = [];
  for (const [size, contenders] of contendersBySize) {
    await setTenant(contenders.app, projectIdsOf(query, contenders.parameters));
    const callsOf = (all: readonly Contender[]) =>
      all.flatMap(({ name, queries }) => {
        const run = queries[query]?.run;
        return run ? [{ name: callName(size, name), run }] : [];
      });
    quick.push(...smallestCalls(size, contenders));
    quick.push(...callsOf([contenders.statements, contenders.product]));
    slow.push(...callsOf(contenders.others));
  }
  return measure(quick, slow, (round) =>
    progress.update(() => `  ${QUERIES[query].title}: round ${round} of ${ROUNDS}`),
  );
}

/**
 * Sets the ids of the allowed projects on the connection, which row-level security needs. A
 * procedure sets them in each of its transactions instead.
 */
const setTenant = (app: Sql, projectIds: readonly string[]) =>
  app`select set_config('ai_cost.project_ids', ${projectIds.join(",")}, false)`;

/**
 * Returns two minimal statements. Their times show the shortest time that any query on this
 * connection can take.
 */
const smallestCalls = (size: Size, { app, parameters: { projectId } }: Contenders): TimedCall[] => [
  { name: callName(size, SELECT_1), run: () => app.unsafe("select 1", [], { prepare: true }) },
  {
    name: callName(size, PRIMARY_KEY),
    run: () =>
      app.unsafe("select name from projects where id = $1", [projectId], { prepare: true }),
  },
];
