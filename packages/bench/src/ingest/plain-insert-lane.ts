import { agentJobs, type DatabaseClient, newId, pipelineRuns } from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import { inClients } from "@ai-cost/testing";
import { inRequests, type Lane, type Mode } from "./lane";

/** As many rows of the same ledger, as one statement for each request: nothing looked up, counted or kept beside. */
export async function plainInsertLane({ db, sql }: DatabaseClient, mode: Mode): Promise<Lane> {
  const projectId = await makeProject(db, "Plain inserts");
  const [runId, jobId] = [newId(), newId()];
  const opened = { projectId, status: "running", startedAt: new Date() };
  await db.insert(pipelineRuns).values({ ...opened, id: runId });
  await db
    .insert(agentJobs)
    .values({ ...opened, id: jobId, pipelineRunId: runId, agentType: "research" });
  return {
    name: "plain insert",
    prepare(events) {
      const rows = Array.from({ length: events }, () => ledgerRow(projectId, jobId));
      const batches = inRequests(rows, mode);
      const insert = (batch: typeof rows) => sql`insert into credit_transactions ${sql(batch)}`;
      return async () => ({ seconds: await inClients(mode.clients, batches, insert) });
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
