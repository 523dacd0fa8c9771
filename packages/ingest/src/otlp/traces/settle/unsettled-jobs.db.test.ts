import { type Executor, WRITER_TIME_LIMITS } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { jobOfCall } from "../tree/job-of-call";
import { TraceTree } from "../tree/trace-tree";
import { deleteExpired } from "./delete-expired";
import { loadSpanSummaries } from "./span-summaries";
import { deleteUnsettledJobs, findUnsettledJobs } from "./unsettled-jobs";

const { db, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");
const HOUR_MS = 60 * 60 * 1000;
const JOBS = 10_000;

/** Saves many unsettled jobs. The call of each job is the root of its own trace. */
async function saveManyJobs(executor: Executor, projectId: string) {
  const at = sql`${NOW.toISOString()}::timestamptz`;
  await executor.execute(sql`
    insert into trace_spans (project_id, trace_id, span_id, is_agent, is_model_call, repeats_usage,
      is_failed, ended_at, received_at)
    select ${projectId}::uuid, 'trace' || i, 'span' || i, false, true, false, false, ${at}, ${at}
    from generate_series(1, ${JOBS}::int) as i`);
  await executor.execute(sql`
    insert into unsettled_jobs (project_id, trace_id, job_external_id, span_id, received_at)
    select ${projectId}::uuid, 'trace' || i, 'job' || i, 'span' || i, ${at}
    from generate_series(1, ${JOBS}::int) as i`);
  return Array.from({ length: JOBS }, (_, index) => ({
    traceId: `trace${index + 1}`,
    jobExternalId: `job${index + 1}`,
  }));
}

const rowsIn = async (executor: Executor, table: string, projectId: string) => {
  const rows = await executor.execute<{ rows: number }>(
    sql`select count(*)::int as rows from ${sql.identifier(table)} where project_id = ${projectId}`,
  );
  return rows[0]?.rows;
};

/**
 * The test runs in one transaction, so that the planner's statistics contain only the rows of another
 * project.
 */
test("a batch with more rows than the planner's statistics show is settled within a request's time limits", async () => {
  const projectId = await makeProject(db);
  await saveManyJobs(db, await makeProject(db));
  await db.execute(sql`analyze trace_spans, unsettled_jobs`);
  await db.transaction(async (transaction) => {
    const jobs = await saveManyJobs(transaction, projectId);
    await transaction.execute(
      sql.raw(`set local statement_timeout = ${WRITER_TIME_LIMITS.statementMs}`),
    );
    const unsettled = await findUnsettledJobs(transaction, projectId, {
      traceIds: jobs.map(({ traceId }) => traceId),
      overdueAt: new Date(NOW.getTime() - HOUR_MS),
    });
    const traceIds = unsettled.map(({ traceId }) => traceId);
    const tree = new TraceTree(await loadSpanSummaries(transaction, projectId, traceIds));
    expect(unsettled.filter((job) => jobOfCall(tree, job).isSettled)).toHaveLength(JOBS);
    await deleteUnsettledJobs(transaction, projectId, jobs.slice(1));
    expect(await rowsIn(transaction, "unsettled_jobs", projectId)).toBe(1);
  });
});

test("expired rows are deleted, at most the requested number at a time", async () => {
  const projectId = await makeProject(db);
  await saveManyJobs(db, projectId);
  const context = {
    db: tenantOf(projectId),
    projectId,
    now: new Date(NOW.getTime() + 8 * 24 * HOUR_MS),
  };
  await deleteExpired(context, JOBS - 1);
  expect(await rowsIn(db, "trace_spans", projectId)).toBe(1);
  expect(await rowsIn(db, "unsettled_jobs", projectId)).toBe(1);
});
