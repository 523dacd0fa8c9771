import {
  inClients,
  type Person,
  percentile,
  privateQueries,
  type RawResponse,
  sendRaw,
} from "@ai-cost/testing";
import { type ManyRows, withManyRows } from "../../fixture/many-rows";
import { untilIdle } from "../../oracle/server-problems";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { Random } from "../../runner/random";

const SCALES = {
  short: { projects: 50, rows: 5_000, repeats: 4 },
  normal: { projects: 200, rows: 50_000, repeats: 40 },
  long: { projects: 200, rows: 1_000_000, repeats: 200 },
};
const CLIENTS = 4;
const MOST_P95_MS = 5_000;

faultCase({
  id: "L2",
  title: "every query takes as many SQL statements for fifty projects as for one",
  seenRedBy: "a statement for each project in the cross-project summary",
  async run({ environment, scale, random }) {
    const { repeats, ...size } = SCALES[scale];
    await environment.owner.sql`create extension if not exists pg_stat_statements`;
    return withManyRows(environment, size, async (manyRows) => {
      const measured: Measurement[] = [];
      for (const index of pathsFor(manyRows, manyRows.projectIds[0]).keys())
        measured.push(await measure(manyRows, random, { index, repeats }));
      const p95s = measured.map(({ procedure, p95Ms }) => [
        `p95 of ${procedure}, ms`,
        Math.round(p95Ms),
      ]);
      return {
        hits: measured.length,
        figures: {
          rows: manyRows.rows,
          "most statements": Math.max(...measured.map(({ statements }) => statements)),
          ...Object.fromEntries(p95s),
        },
        problems: measured.flatMap(({ problems }) => problems).slice(0, 8),
        excesses: measured.flatMap(({ excesses }) => excesses).slice(0, 8),
      };
    });
  },
});

interface Measurement {
  procedure: string;
  /** The number of SQL statements of a request by a person with fifty projects. */
  statements: number;
  p95Ms: number;
  problems: string[];
  excesses: string[];
}

/** Returns the paths of all queries about a project, always in the same order. */
const pathsFor = ({ runIds }: ManyRows, projectId: string): string[] => {
  const addresses = { email: "", invitedEmail: "" };
  const rows = { jobId: "", chargeId: "", eventId: "", budgetChangeId: "" };
  const alerts = { channelId: "", spareChannelId: "", alertId: "" };
  const unused = { ...rows, ...alerts, keyId: "", sessionId: "", ...addresses };
  return privateQueries({ ids: { projectId, runId: runIds.get(projectId) ?? "", ...unused } });
};

async function measure(
  manyRows: ManyRows,
  random: Random,
  { index, repeats }: { index: number; repeats: number },
): Promise<Measurement> {
  const { projectIds, ownerOfMany, ownerOfOne } = manyRows;
  const pathOf = (projectId: string) => pathsFor(manyRows, projectId)[index] ?? "";
  const path = pathOf(projectIds[0]);
  const procedure = path.split("?", 1)[0]?.replace("/api/trpc/", "") ?? "";
  const [forOne, statements] = await leastStatements(manyRows, [ownerOfOne, ownerOfMany], path);
  const responses: RawResponse[] = [];
  await inClients(CLIENTS, Array(repeats).keys(), async () => {
    responses.push(await send(manyRows, ownerOfMany, pathOf(random.pick(projectIds))));
  });
  const failed = responses.find(({ status }) => status !== 200);
  const p95Ms = percentile(
    responses.map(({ ms }) => ms),
    95,
  );
  return {
    procedure,
    statements,
    p95Ms,
    problems: problemsWhere([
      [
        forOne !== statements,
        `${procedure} takes ${statements} statements for fifty projects and ${forOne} for one`,
      ],
      [failed !== undefined, `${procedure} has the status ${failed?.status}`],
    ]),
    excesses: problemsWhere([
      [!(p95Ms <= MOST_P95_MS), `the p95 of ${procedure} is ${Math.round(p95Ms)} ms`],
    ]),
  };
}

const send = ({ environment }: ManyRows, { cookie }: Person, path: string) =>
  sendRaw(environment.server.url, { path, headers: { cookie } });

/**
 * Returns the least number of SQL statements that Postgres counts for the request of each of the two people,
 * without `begin`, `commit` and similar statements. It counts up to ten times, until both have the same number:
 * work that the server does every minute, such as looking at budgets, can only add to a count.
 */
async function leastStatements(
  manyRows: ManyRows,
  [one, other]: readonly [Person, Person],
  path: string,
): Promise<[number, number]> {
  const sendAs = (person: Person) => send(manyRows, person, path);
  await sendAs(one);
  await sendAs(other);
  let ofOne = Number.POSITIVE_INFINITY;
  let ofOther = Number.POSITIVE_INFINITY;
  for (let count = 0; count < 10; count += 1) {
    ofOne = Math.min(ofOne, await statementsDuring(manyRows, () => sendAs(one)));
    ofOther = Math.min(ofOther, await statementsDuring(manyRows, () => sendAs(other)));
    if (ofOne === ofOther) break;
  }
  return [ofOne, ofOther];
}

async function statementsDuring(
  { environment }: ManyRows,
  request: () => Promise<unknown>,
): Promise<number> {
  const { sql } = environment.owner;
  await untilIdle(sql);
  await sql`select pg_stat_statements_reset()`;
  await request();
  // Postgres counts a statement when its transaction ends, which can be after the response.
  await untilIdle(sql);
  const [counted] = await sql<{ statements: number }[]>`
    select coalesce(sum(calls), 0)::int as statements from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database())
      and query !~* '^(begin|commit|rollback|set|start)\\M' and query !~ 'pg_stat_statements'
      and query !~ 'pg_stat_activity|pg_catalog'`;
  return counted?.statements ?? 0;
}
