import { QUIET } from "@ai-cost/command/testing";
import { openAsOperator } from "@ai-cost/db";
import { emptyDatabase } from "@ai-cost/db/testing";
import { KNOWN_AGENT_TYPES } from "@ai-cost/domain";
import { reconcile } from "@ai-cost/ledger";
import { beforeAll, expect, test } from "vitest";
import { NOW } from "./clock";
import { createFunctions } from "./functions";
import { insertProjects } from "./projects";
import { rebuildRollups } from "./rollups";
import { insertUsage } from "./usage";

const COUNTS = { charges: 8_000, projects: 12 };
const first = await emptyDatabase();
const second = await emptyDatabase();

beforeAll(async () => {
  for (const { databaseUrl, sql } of [first, second]) {
    await createFunctions(sql);
    await insertProjects(sql, COUNTS.projects);
    await insertUsage(databaseUrl, COUNTS, QUIET);
  }
});

const one = async (text: string): Promise<Record<string, unknown> | undefined> =>
  (await first.sql.unsafe(text))[0];

test("two databases of the same size have the same rows", async () => {
  const text = `
    select (select md5(string_agg(x::text, '' order by id)) from pipeline_runs as x) as runs,
      (select md5(string_agg(x::text, '' order by id)) from agent_jobs as x) as jobs,
      (select md5(string_agg(x::text, '' order by id)) from credit_transactions as x) as ledger`;
  expect(await first.sql.unsafe(text)).toEqual(await second.sql.unsafe(text));
});

test("the first project has 40 % of the charges, the second has 10 %, and every project has some", async () => {
  const counts = await first.sql<{ charges: number }[]>`
    select count(*)::int as charges
    from credit_transactions join bench.project on project.id = project_id
    where kind = 'deduction' group by number order by number`;
  const charges = counts.map((row) => row.charges);
  expect(charges.slice(0, 2)).toEqual([3_200, 800]);
  expect(charges).toHaveLength(COUNTS.projects);
  expect(charges.reduce((sum, count) => sum + count)).toBe(COUNTS.charges);
});

test("the usage covers 13 months up to the clock, every agent type, and five jobs in each run", async () => {
  const found = await one(`
    select count(distinct to_char(occurred_at at time zone 'UTC', 'YYYY-MM'))::int as months,
      max(recorded_at) <= '${NOW.toISOString()}' and max(occurred_at) > '${NOW.toISOString()}'::timestamptz
        - interval '1 day' as ends_now,
      (select count(distinct agent_type)::int from agent_jobs) as types,
      (select count(*)::int from agent_jobs) as jobs, (select count(*)::int from pipeline_runs) as runs
    from credit_transactions`);
  expect(found).toEqual({
    months: 13,
    ends_now: true,
    types: KNOWN_AGENT_TYPES.length,
    jobs: 1_000,
    runs: 200,
  });
});

test("there are late rows, refunds, charges without a price and corrections", async () => {
  const found = await one(`
    select count(*) filter (where kind = 'deduction' and recorded_at - occurred_at > interval '1 day')
        > 100 as late,
      count(*) filter (where kind = 'refund') > 20 as refunds,
      count(*) filter (where amount_micro_usd is null) > 40 as unpriced,
      count(*) filter (where kind = 'correction') > 20 as corrections
    from credit_transactions`);
  expect(found).toEqual({ late: true, refunds: true, unpriced: true, corrections: true });
});

test("the rows are consistent, and the rollups equal the ledger", async () => {
  const orphans = await one(`
    select count(*)::int as orphans from credit_transactions as entry
    left join agent_jobs as job on job.project_id = entry.project_id and job.id = agent_job_id
    left join pipeline_runs as run on run.project_id = entry.project_id and run.id = pipeline_run_id
    left join credit_transactions as charge
      on charge.project_id = entry.project_id and charge.id = entry.charge_id
    where run.id is null or (entry.charge_id is not null and charge.id is null)
      or charge.occurred_at <> entry.occurred_at or run.started_at > entry.occurred_at
      or (entry.kind = 'refund' and entry.amount_micro_usd > charge.amount_micro_usd)
      or (entry.kind = 'correction' and charge.amount_micro_usd is not null)`);
  expect(orphans).toEqual({ orphans: 0 });
  await first.sql`analyze`;
  await rebuildRollups(first.databaseUrl, QUIET);
  const [largest] = await openAsOperator(first.db, null);
  if (!largest) throw new Error("there is no project");
  expect(largest.name).toBe("Project 001");
  expect(await reconcile(largest.tenant, largest.id)).toEqual([]);
});
