import { applyMigrations, MIGRATIONS_FOLDER, migrate, newId, readMigrations } from "@ai-cost/db";
import { makeProject, ownedDatabase, unmigratedDatabase } from "@ai-cost/db/testing";
import { rebuild, reconcile, recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { beforeAll, expect, test } from "vitest";
import { backfillLedger } from "./backfill-ledger";

const EARLIER = readMigrations(MIGRATIONS_FOLDER).filter(({ tag }) => tag < "0004");
const database = await unmigratedDatabase();
const { sql, databaseUrl } = database;
const SONNET = { usdPerMillion: { input_mtok: "3", cache_read_mtok: "0.3", output_mtok: "15" } };
let projectId: string;
let strangerId: string;

interface Row {
  kind?: string;
  charge?: string;
  amount: number | null;
  model?: string | null;
  price?: object | null;
  input?: number;
  cached?: number | null;
  output?: number;
}

/** Inserts a row as the version before canonical model names wrote it. Returns the row's id. */
async function insertRow(project: string, jobId: string | null, row: Row): Promise<string> {
  const { kind = "deduction", charge = null, amount, model = null, price = null } = row;
  const id = newId();
  await sql`
    insert into credit_transactions (project_id, id, agent_job_id, charge_id, kind, amount_micro_usd,
      model, input_tokens, cache_read_tokens, output_tokens, idempotency_key, content_hash, price,
      occurred_at, recorded_at)
    values (${project}, ${id}, ${jobId}, ${charge}, ${kind}, ${amount}, ${model}, ${row.input ?? 0},
      ${row.cached ?? null}, ${row.output ?? 0}, ${id}, 'hash', ${price && JSON.stringify(price)},
      '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')`;
  return id;
}

/** Inserts a run and a job of it. Returns the job's id. */
async function insertJob(project: string): Promise<string> {
  const [runId, jobId] = [newId(), newId()];
  await sql`
    insert into pipeline_runs (project_id, id, external_id, status, started_at)
    values (${project}, ${runId}, 'run', 'running', '2026-11-01T00:00:00Z')`;
  await sql`
    insert into agent_jobs (project_id, id, pipeline_run_id, external_id, agent_type, status,
      started_at, first_charged_at)
    values (${project}, ${jobId}, ${runId}, 'job', 'research', 'running', '2026-11-01T00:00:00Z',
      '2026-11-01T00:00:00Z')`;
  return jobId;
}

const SPLIT: Readonly<Record<string, { canonical: string | null; cost: object | null }>> = {};

async function insertRows(project: string) {
  const job = await insertJob(project);
  const expectRow = async (row: Row, canonical: string | null, cost: object | null) => {
    const id = await insertRow(project, job, row);
    Object.assign(SPLIT, { [id]: { canonical, cost } });
    return id;
  };
  const tokens = { input: 1000, cached: 400, output: 100 };
  const model = "claude-sonnet-4-5-20250929";
  const cost = { input: 1800, cached_input: 120, output: 1500 };
  const priced = await expectRow(
    { ...tokens, amount: 3420, model, price: SONNET },
    "claude-sonnet-4-5",
    cost,
  );
  await expectRow({ ...tokens, amount: 5000, model: "gpt-4o-2024-08-06" }, "gpt-4o", {
    unattributed: 5000,
  });
  const unpriced = await expectRow({ ...tokens, amount: null, model }, "claude-sonnet-4-5", null);
  await expectRow(
    { kind: "correction", charge: unpriced, amount: 3420, model, price: SONNET },
    "claude-sonnet-4-5",
    cost,
  );
  const half = { input: 900, cached_input: 60, output: 750 };
  for (const charge of [priced, unpriced])
    await expectRow({ kind: "refund", charge, amount: 1710, model }, "claude-sonnet-4-5", half);
  await expectRow({ amount: 0 }, null, {});
  const purchase = await insertRow(project, null, { kind: "purchase", amount: 1_000_000 });
  Object.assign(SPLIT, { [purchase]: { canonical: null, cost: null } });
}

const storedRows = () => sql<
  { id: string; canonical: string | null; cost: object | null; place: string }[]
>`
  select id, canonical_model as canonical, cost_by_kind as cost, ctid::text as place
  from credit_transactions order by id`;

beforeAll(async () => {
  await applyMigrations(sql, EARLIER);
  projectId = await makeProject(database.db);
  strangerId = await makeProject(database.db, "A stranger's project");
  await insertRows(projectId);
  await insertRows(strangerId);
  await migrate(databaseUrl);
});

test("rows of earlier versions get their canonical model and their cost by kind, each once", async () => {
  const progress: string[] = [];
  await backfillLedger(databaseUrl, (done, total) => progress.push(`${done} of ${total}`));
  expect(progress).toEqual(["7 of 14", "14 of 14"]);
  const rows = await storedRows();
  expect(
    Object.fromEntries(rows.map(({ id, canonical, cost }) => [id, { canonical, cost }])),
  ).toEqual(SPLIT);

  await backfillLedger(databaseUrl, () => expect.unreachable());
  expect(await storedRows()).toEqual(rows);
});

test("the sums by kind are those of the ledger, which still reconciles", async () => {
  const [sums] = await sql`
    select (select sum(amount_micro_usd) from credit_transactions where agent_job_id is not null) as amount,
      (select sum(part.value::bigint) from credit_transactions, jsonb_each_text(cost_by_kind) part) as parts`;
  expect(sums?.parts).toBe(sums?.amount);
  for (const id of [projectId, strangerId]) {
    await rebuild(database.tenantOf(id), id);
    expect(await reconcile(database.tenantOf(id), id)).toEqual([]);
  }
});

test("the names that a project has already used do not count as new names of a day", async () => {
  for (const id of [projectId, strangerId]) {
    const names = await sql`
      select kind, name, first_seen_on::text as day from seen_names where project_id = ${id}`;
    const day = "2026-11-01";
    expect(names).toEqual(
      expect.arrayContaining([
        { kind: "agent_type", name: "research", day },
        { kind: "model", name: "claude-sonnet-4-5", day },
        { kind: "model", name: "gpt-4o", day },
      ]),
    );
  }
});

test("a table owner who is subject to row-level security completes the rows of every project", async () => {
  const owned = await ownedDatabase();
  const { sql } = owned.asSuperuser;
  const ids = await Promise.all([
    makeProject(owned.asSuperuser.db),
    makeProject(owned.asSuperuser.db),
  ]);
  for (const id of ids) {
    const report = { ...usageReport({ at: "2026-11-01T00:00:00Z" }), model: "gpt-4o-2024-08-06" };
    const now = new Date("2026-11-02T00:00:00Z");
    await recordUsage(owned.tenantOf(id), { projectId: id, now }, [report]);
  }
  await sql`update credit_transactions set canonical_model = null, cost_by_kind = null`;
  await backfillLedger(owned.databaseUrl, () => {});
  expect(await sql`select canonical_model, cost_by_kind from credit_transactions`).toEqual(
    ids.map(() => ({ canonical_model: "gpt-4o", cost_by_kind: { unattributed: 1000 } })),
  );
});

test("a backfill that is stopped leaves the other rows to the next one", async () => {
  await sql`update credit_transactions set canonical_model = null, cost_by_kind = null`;
  const [stopping, progress] = [new AbortController(), [] as string[]];
  const stopAtOnce = (done: number, total: number) => {
    progress.push(`${done} of ${total}`);
    stopping.abort();
  };
  await backfillLedger(databaseUrl, stopAtOnce, stopping.signal);
  await backfillLedger(databaseUrl, stopAtOnce);
  expect(progress).toEqual(["7 of 14", "7 of 7"]);
});

test("processes that start at the same time complete the rows together", async () => {
  await sql`update credit_transactions set canonical_model = null, cost_by_kind = null`;
  await Promise.all([backfillLedger(databaseUrl, () => {}), backfillLedger(databaseUrl, () => {})]);
  const rows = await storedRows();
  expect(
    Object.fromEntries(rows.map(({ id, canonical, cost }) => [id, { canonical, cost }])),
  ).toEqual(SPLIT);
});
