import { agentJobs, type DatabaseClient, newId, pipelineRuns } from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import { inClients } from "@ai-cost/testing";
import { inRequests, type LoadProfile, type Workload } from "../throughput/workload";

/**
 * The baseline: inserts rows into the application's ledger table, with one statement for each
 * request. It looks up no runs or jobs and updates no rollups.
 */
export async function insertBaseline(
  { db, sql }: DatabaseClient,
  profile: LoadProfile,
): Promise<Workload> {
  const projectId = await makeProject(db, "Plain inserts");
  const [runId, jobId] = [newId(), newId()];
  const running = { projectId, status: "running", startedAt: new Date() };
  await db.insert(pipelineRuns).values({ ...running, id: runId });
  await db
    .insert(agentJobs)
    .values({ ...running, id: jobId, pipelineRunId: runId, agentType: "research" });
  return {
    name: "plain insert",
    prepare(events) {
      const rows = Array.from({ length: events }, () => ledgerRow(projectId, jobId));
      const batches = inRequests(rows, profile);
      const insert = (batch: typeof rows) => sql`insert into credit_transactions ${sql(batch)}`;
      return async () => ({ seconds: await inClients(profile.clients, batches, insert) });
    },
  };
}

function ledgerRow(project_id: string, agent_job_id: string) {
  const id = newId();
  const now = new Date().toISOString();
  return {
    project_id,
    id,
    agent_job_id,
    kind: "deduction",
    amount_micro_usd: 8850,
    model: "claude-sonnet-4-5",
    provider: "anthropic",
    input_tokens: 1200,
    output_tokens: 350,
    idempotency_key: id,
    content_hash: "0".repeat(64),
    source: "plain insert",
    cost_source: "price_table",
    price: JSON.stringify({ usdPerMillion: { input_mtok: "3", output_mtok: "15" } }),
    occurred_at: now,
    recorded_at: now,
  };
}
