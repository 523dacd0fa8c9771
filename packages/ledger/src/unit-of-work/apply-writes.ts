import {
  agentJobs,
  type Bound,
  chargeKeys,
  compileStatement,
  creditTransactions,
  type Executor,
  listsOf,
  pipelineRuns,
  rowsFrom,
  type Statement,
} from "@ai-cost/db";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { failIfNearlyFull, monthLists } from "../month-limits/nearly-full";
import { RollupChanges } from "../read-model/rollup-changes";
import {
  areWritten,
  countIn,
  isDone,
  ROLLUPS,
  type Rollup,
  SPEND_ROLLUPS,
} from "../read-model/rollups";
import { rollupCtes, rollupLists, rollupsOf, writeRollups } from "../read-model/write-rollups";
import { changeKeys } from "./change-keys";
import { columnLists, insertInto, JOBS, KEYS, RUNS, TRANSACTIONS } from "./insert-rows";
import { updateLockedJobs } from "./jobs";
import { FOR_UPDATE, type LookUp, rowsWith } from "./look-up";
import {
  existingJobs,
  hasUpdates,
  insertsOf,
  noWrites,
  type PendingWrites,
  updatesOf,
} from "./pending-writes";
import { fillRuns } from "./runs";
import { usageGapOf } from "./usage-gaps";
import { WriteConflict } from "./write-conflict";

/**
 * Writes a unit of work. To avoid deadlocks, every transaction of the ledger takes its locks in this
 * order, and in the order of their ids or keys within each group: existing jobs, new runs, new jobs,
 * idempotency keys, existing runs, rollups, the key of a run or job report. New rows come before updates
 * of the same table, because the insert of a taken external id waits for the transaction that is changing
 * that row.
 */
export async function applyWrites(
  tx: Executor,
  projectId: string,
  writes: PendingWrites,
): Promise<void> {
  const isExact = writes.room !== undefined;
  if (!hasUpdates(writes)) {
    const { rollups, parameters } = insertOnlyParameters(projectId, writes);
    const [written] = await tx.execute(insertOnly(rollups, parameters, { isExact }));
    if (!isWritten(written)) throw new WriteConflict();
    await changeKeys(tx, projectId, writes);
    return;
  }
  const [inserted] = await tx.execute(insertOfKeys(insertParameters(projectId, writes)));
  if (!isWritten(inserted)) throw new WriteConflict();
  const { runs, jobs } = updatesOf(writes);
  await fillRuns(tx, projectId, runs);
  const rollups = rollupChangesOf(writes);
  await updateLockedJobs(tx, projectId, jobs, rollups);
  await writeRollups(tx, projectId, rollups, { isExact });
  await changeKeys(tx, projectId, writes);
}

/**
 * Returns one statement that writes a unit of work without updates. Pass its only row to `isWritten`: if
 * an external id or a key is taken, or a job is no longer as in the unit of work, the statement writes
 * nothing and the row says so. The statement fails only if such a row is committed while it runs, or if a
 * run that should exist has been deleted; `isStaleCache` recognises these errors. The statement also fails
 * if a month would be nearly full (22012).
 */
export function insertOnlyStatement(projectId: string, writes: PendingWrites): Statement {
  const { rollups, parameters } = insertOnlyParameters(projectId, writes);
  const statement = INSERT_ONLY.get(rollups);
  if (!statement) throw new Error("There is a statement for each list of rollups.");
  return statement(parameters);
}

function insertParameters(projectId: string, writes: PendingWrites) {
  const inserts = insertsOf(writes);
  const jobs = existingJobs(writes).map(({ after }) => after);
  return {
    projectId,
    existingJobs: listsOf(["id", "pipelineRunId", "agentType", "firstChargedAt"], jobs),
    existingJobCount: jobs.length,
    newRuns: columnLists(RUNS, inserts.runs),
    newJobs: columnLists(JOBS, inserts.jobs),
    newTransactions: columnLists(TRANSACTIONS, inserts.transactions),
    newKeys: columnLists(KEYS, writes.newKeys),
    freeKeys: listsOf(
      ["key"],
      writes.freeKeys.map((key) => ({ key })),
    ),
    freeOwnKeys: listsOf(
      ["key"],
      writes.freeOwnKeys.map((key) => ({ key })),
    ),
  };
}

function insertOnlyParameters(projectId: string, writes: PendingWrites) {
  const changes = rollupChangesOf(writes);
  return {
    rollups: rollupsOf(changes),
    parameters: {
      ...insertParameters(projectId, writes),
      ...rollupLists(changes),
      months: monthLists(changes),
    },
  };
}

type InsertOnlyParameters = ReturnType<typeof insertOnlyParameters>["parameters"];

/** Whether a statement of `insertOnlyStatement` has written its unit of work. `row` is the row that it returned. */
export const isWritten = (row: Record<string, unknown> | undefined): boolean =>
  row?.is_written === true;

type InsertParameters = Bound<ReturnType<typeof insertParameters>>;

const insertOnly = (
  rollups: readonly Rollup[],
  parameters: Bound<InsertOnlyParameters>,
  { isExact }: { isExact: boolean },
): SQL => sql`
  with ${existingJobCte(parameters)},
  is_current as (
    select ${countIn("existing_job")} = ${parameters.existingJobCount}
      and ${rowsAreFree(parameters)} as holds
  ),
  ${insertCtes(parameters)},
  ${rollupCtes(rollups, parameters.projectId, parameters, { after: "new_key", onlyIf: IS_CURRENT })}
  select ${IS_CURRENT} and ${areWritten(rollups)} as is_written,
    ${failIfNearlyFull(parameters.projectId, parameters.months, { isExact })}`;

/** The inserts of keys, without the checks of existing jobs and without the rollups. */
const insertOfKeys = (parameters: InsertParameters): SQL => sql`
  with is_current as (select ${rowsAreFree(parameters)} as holds),
  ${insertCtes(parameters)}
  select ${IS_CURRENT} and ${isDone("new_key")} as is_written`;

/**
 * Whether the database still agrees with the unit of work. Every insert of the statement depends on it, so
 * a repeated report inserts nothing. Without it, a repeated report would raise an error, which Postgres
 * would write to its log.
 */
const IS_CURRENT = sql`(select holds from is_current)`;

/**
 * Whether the external ids and keys to insert are free, and `freeKeys` lead to no charge, as far as the
 * statement's snapshot shows. The snapshot does not contain the rows that the statement itself inserts.
 */
const rowsAreFree = ({
  projectId,
  newRuns,
  newJobs,
  newTransactions,
  freeKeys,
  freeOwnKeys,
}: InsertParameters): SQL => {
  const areFree = (column: PgColumn, values: SQL) => valuesAreFree({ projectId, column }, values);
  const keys = sql`${newTransactions.idempotencyKey}::text[] || ${freeKeys.key}::text[]`;
  return sql`
    ${areFree(pipelineRuns.externalId, sql`${newRuns.externalId}::text[]`)}
    and ${areFree(agentJobs.externalId, sql`${newJobs.externalId}::text[]`)}
    and ${areFree(creditTransactions.idempotencyKey, keys)}
    and ${areFree(creditTransactions.ownKey, sql`${freeOwnKeys.key}::text[]`)}
    and ${areFree(chargeKeys.key, sql`case when ${hasFurtherKeys(projectId)} then ${keys} end`)}`;
};

const valuesAreFree = (lookUp: LookUp, values: SQL): SQL => sql`
  not exists (
    select from unnest(${values}) as wanted(value)
    cross join lateral ${rowsWith(lookUp, sql`wanted.value`)} as taken
  )`;

/** Whether any charge of the project has a further key. In most projects none has, and then no key is looked up. */
const hasFurtherKeys = (projectId: Bound): SQL => sql`(
  select key from charge_keys where project_id = ${projectId} order by key limit 1) is not null`;

/**
 * The CTE `existing_job` locks the existing jobs in id order. It returns the jobs that still have the
 * run, agent type and first charge that the unit of work has for them and that have not been merged.
 * Foreign keys check that the runs exist.
 */
const existingJobCte = ({ projectId, existingJobs }: InsertParameters): SQL => sql`
  existing_job as (
    select 1 from (select * from ${rowsFrom("listed", EXISTING_JOB, existingJobs)} order by id) as expected
    cross join lateral ${rowsWith({ projectId, column: agentJobs.id }, sql`expected.id`, FOR_UPDATE)} as job
    where job.pipeline_run_id = expected."pipelineRunId" and job.agent_type = expected."agentType"
      and job.merged_into_job_id is null
      and (expected."firstChargedAt" is null or job.first_charged_at <= expected."firstChargedAt")
  )`;

const EXISTING_JOB = {
  id: "uuid",
  pipelineRunId: "uuid",
  agentType: "text",
  firstChargedAt: "timestamptz",
};

/**
 * The CTEs `new_run`, `new_job`, `new_transaction` and `new_key`, which run one after the other. They
 * insert only if `is_current` holds.
 */
const insertCtes = ({ projectId, newRuns, newJobs, ...rows }: InsertParameters): SQL => sql`
  new_run as (${insertInto(RUNS, projectId, newRuns, IS_CURRENT)} returning 1),
  new_job as (${insertInto(JOBS, projectId, newJobs, currentAfter("new_run"))} returning 1),
  new_transaction as (${insertInto(TRANSACTIONS, projectId, rows.newTransactions, currentAfter("new_job"))} returning 1),
  new_key as (${insertInto(KEYS, projectId, rows.newKeys, currentAfter("new_transaction"))} returning 1)`;

const currentAfter = (cte: string): SQL => sql`${IS_CURRENT} and ${isDone(cte)}`;

/**
 * Returns what the charges and new jobs add to the rollups. A charge counts under the agent type that
 * its job had when it was read. If this unit of work changes that type, `updateLockedJobs` moves the
 * charge together with all earlier charges of the job.
 */
function rollupChangesOf(writes: PendingWrites): RollupChanges {
  const changes = new RollupChanges();
  for (const { transaction, job } of writes.transactions) {
    changes.addTransaction(job.before ?? job.after, transaction);
    const gap = transaction.kind === "deduction" ? usageGapOf(transaction) : null;
    if (gap) changes.addUsageGap(gap);
  }
  for (const job of insertsOf(writes).jobs) changes.moveJob(null, job);
  for (const change of writes.usageGaps) changes.addUsageGap(change);
  return changes;
}

const INSERT_ONLY = new Map(
  [SPEND_ROLLUPS, ROLLUPS].map((rollups) => [
    rollups as readonly Rollup[],
    compileStatement(insertOnlyParameters("", noWrites()).parameters, (bound) =>
      insertOnly(rollups, bound, { isExact: false }),
    ),
  ]),
);
