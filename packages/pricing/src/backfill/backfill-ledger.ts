import {
  createDatabase,
  creditTransactions,
  type Executor,
  isOfEarlierVersion,
  listOf,
  openAsOperator,
  rowsOf,
} from "@ai-cost/db";
import { UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { and, asc, count, eq, gt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { canonicalModel } from "../names/canonical-model";
import { splitRecordedCost } from "./split-recorded-cost";

const BATCH_ROWS = 2000;

/**
 * Completes the ledger rows that earlier versions wrote: sets their canonical model and their cost by
 * kind. No amount and no token count changes, so the rollups stay correct. Other processes can use the
 * ledger meanwhile. When `signal` is aborted, or the process ends, the next backfill finds the remaining
 * rows by an index. `ownerUrl` must belong to the owner of the tables, because the application must not
 * update the ledger. `onProgress` is called after each batch.
 */
export async function backfillLedger(
  ownerUrl: string,
  onProgress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { db, close } = createDatabase(ownerUrl, {
    maxConnections: 1,
    applicationName: "backfill",
    asOwner: true,
  });
  try {
    const left: { project: Project; rows: number }[] = [];
    for (const project of await openAsOperator(db, null))
      left.push({ project, rows: await project.tenant.read((tx) => rowsLeft(tx, project.id)) });
    const total = left.reduce((sum, { rows }) => sum + rows, 0);
    let done = 0;
    for (const { project, rows } of left)
      if (rows > 0)
        for await (const completed of completedBatches(project)) {
          done += completed;
          onProgress(done, total);
          if (signal?.aborted) return;
        }
  } finally {
    await close();
  }
}

type Project = Awaited<ReturnType<typeof openAsOperator>>[number];

/** The columns that earlier versions did not write. */
type CompletedRow = Pick<
  typeof creditTransactions.$inferSelect,
  "id" | "canonicalModel" | "costByKind"
>;

async function rowsLeft(tx: Executor, projectId: string): Promise<number> {
  const [found] = await tx
    .select({ rows: count() })
    .from(creditTransactions)
    .where(
      and(eq(creditTransactions.projectId, projectId), isOfEarlierVersion(creditTransactions)),
    );
  return found?.rows ?? 0;
}

/** Completes the rows in batches, each in its own transaction, and yields the number of rows in each batch. */
async function* completedBatches({ id, tenant }: Project): AsyncGenerator<number> {
  let last: string | null = null;
  do {
    const after: string | null = last;
    const rows: CompletedRow[] = await tenant.write((tx) => completeBatch(tx, id, after));
    if (rows.length > 0) yield rows.length;
    last = rows.length < BATCH_ROWS ? null : (rows.at(-1)?.id ?? null);
  } while (last !== null);
}

/** Completes the next batch of rows after the id `after`, and returns these rows. */
async function completeBatch(
  tx: Executor,
  projectId: string,
  after: string | null,
): Promise<CompletedRow[]> {
  // Two processes that start at the same time would complete the same rows, so the second one waits here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ai_cost backfill'))`);
  const rows = await rowsAfter(tx, projectId, after);
  const completed = rows.map(({ row, charge, correction }) => ({
    id: row.id,
    canonicalModel: row.model === null ? null : canonicalModel(row.model),
    costByKind:
      row.amountMicroUsd === null
        ? null
        : splitRecordedCost(
            row.amountMicroUsd,
            row.price ?? correction?.price ?? charge?.price ?? null,
            charge ?? row,
          ),
  }));
  if (completed.length === 0) return completed;
  await update(tx, projectId, completed);
  await rememberNames(tx, projectId, completed);
  return completed;
}

/**
 * Stores the agent types and models that the project has already used, so that they do not count against
 * the limit of new names.
 */
const rememberNames = (tx: Executor, projectId: string, rows: CompletedRow[]) =>
  tx.execute(sql`
    insert into seen_names (project_id, kind, name, first_seen_on)
    select ${projectId}::uuid, named.kind, named.name,
      min((ledger.occurred_at at time zone 'UTC')::date)
    from credit_transactions as ledger
    left join agent_jobs as job
      on job.project_id = ${projectId} and job.id = ledger.agent_job_id
    cross join lateral (
      values ('model', ledger.canonical_model), ('agent_type', job.agent_type)
    ) as named(kind, name)
    where ledger.project_id = ${projectId}
      and ledger.id = any(${listOf(
        rows.map(({ id }) => id),
        "uuid",
      )})
      and named.name <> ${UNNAMED_AGENT_TYPE}
    group by named.kind, named.name
    order by named.kind, named.name
    on conflict do nothing`);

/**
 * Returns the next rows. Each has its charge, which has the tokens, and the correction of that charge,
 * which has the prices when the charge was recorded without a price.
 */
function rowsAfter(tx: Executor, projectId: string, after: string | null) {
  const charge = alias(creditTransactions, "charge");
  const correction = alias(creditTransactions, "correction");
  return tx
    .select({ row: creditTransactions, charge, correction })
    .from(creditTransactions)
    .leftJoin(
      charge,
      and(eq(charge.projectId, projectId), eq(charge.id, creditTransactions.chargeId)),
    )
    .leftJoin(
      correction,
      and(
        eq(correction.projectId, projectId),
        eq(correction.chargeId, creditTransactions.chargeId),
        eq(correction.kind, "correction"),
      ),
    )
    .where(
      and(
        eq(creditTransactions.projectId, projectId),
        isOfEarlierVersion(creditTransactions),
        after === null ? undefined : gt(creditTransactions.id, after),
      ),
    )
    .orderBy(asc(creditTransactions.id))
    .limit(BATCH_ROWS);
}

const TYPES = { id: "uuid", canonicalModel: "text", costByKind: "jsonb" };

const update = (tx: Executor, projectId: string, rows: CompletedRow[]) =>
  tx.execute(sql`
    update ${creditTransactions}
    set canonical_model = coalesce(${creditTransactions.canonicalModel}, completed."canonicalModel"),
      cost_by_kind = coalesce(${creditTransactions.costByKind}, completed."costByKind")
    from ${rowsOf("completed", TYPES, rows)}
    where ${creditTransactions.projectId} = ${projectId} and ${creditTransactions.id} = completed.id`);
