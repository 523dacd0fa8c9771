import { makeIngestKey } from "@ai-cost/auth/testing";
import type { DatabaseClient } from "@ai-cost/db";
import { makeProject, type TestDatabase } from "@ai-cost/db/testing";
import { ingestDependencies } from "../http/dependencies";
import type { EventsResponse } from "../usage-events/schema/response";
import { usageEventsEndpoint } from "../usage-events/usage-events-endpoint";
import { listen } from "./listen";
import { keptLog } from "./log";

export interface Sender {
  projectId: string;
  /** Posts events over HTTP. Returns the status and the body of the response. */
  send(events: unknown, mediaType?: string): Promise<{ status: number } & EventsResponse>;
}

/** Starts a server. Each call of the returned function creates a project and a sender of events for it. */
export async function senders({ app, db }: TestDatabase, clock: () => Date) {
  const process = ingestDependencies(app.db, { clock, log: keptLog() });
  const url = await listen((request) => usageEventsEndpoint(request, process));
  return async (): Promise<Sender> => {
    const projectId = await makeProject(db);
    const { text } = await makeIngestKey(db, projectId);
    return {
      projectId,
      async send(events, mediaType = "application/json") {
        const response = await fetch(url, {
          method: "POST",
          headers: { authorization: `Bearer ${text}`, "content-type": mediaType },
          body: JSON.stringify(events),
        });
        const body = (await response.json()) as EventsResponse;
        return { status: response.status, ...body };
      },
    };
  };
}

/**
 * A project's charges, jobs, runs and rollups, identified by the names in its reports. Empty rollup rows
 * are left out.
 */
export async function storedUsage({ sql }: DatabaseClient, projectId: string) {
  const [charges, jobs, runs, days, agents, runSpend] = await Promise.all([
    sql`
      select entry.idempotency_key as key, job.external_id as job, entry.source, entry.model,
        entry.provider, entry.amount_micro_usd as "amountMicroUsd", entry.cost_source as "costSource",
        entry.input_tokens as "inputTokens", entry.cache_read_tokens as "cacheReadTokens",
        entry.output_tokens as "outputTokens", entry.occurred_at as "occurredAt"
      from credit_transactions entry
      join agent_jobs job on job.project_id = entry.project_id and job.id = entry.agent_job_id
      where entry.project_id = ${projectId} order by entry.idempotency_key`,
    sql`
      select job.external_id as job, run.external_id as run, job.agent_type as "agentType", job.status,
        job.started_at as "startedAt", job.finished_at as "finishedAt",
        job.first_charged_at as "firstChargedAt"
      from agent_jobs job
      join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
      where job.project_id = ${projectId} order by job.external_id`,
    sql`
      select external_id as run, trigger, status, started_at as "startedAt", finished_at as "finishedAt"
      from pipeline_runs where project_id = ${projectId} order by external_id`,
    sql`
      select day, cost_micro_usd as "costMicroUsd", input_tokens as "inputTokens",
        output_tokens as "outputTokens", jobs
      from daily_spend where project_id = ${projectId} and (jobs > 0 or input_tokens > 0)
      order by day`,
    sql`
      select month, agent_type as "agentType", cost_micro_usd as "costMicroUsd",
        input_tokens as "inputTokens", output_tokens as "outputTokens", jobs,
        completed_jobs as "completedJobs", failed_jobs as "failedJobs",
        unpriced_charges as "unpricedCharges"
      from monthly_agent_spend where project_id = ${projectId} and (jobs > 0 or input_tokens > 0)
      order by month, agent_type`,
    sql`
      select spend.month, run.external_id as run, spend.cost_micro_usd as "costMicroUsd",
        spend.input_tokens as "inputTokens", spend.output_tokens as "outputTokens"
      from monthly_run_spend spend
      join pipeline_runs run on run.project_id = spend.project_id and run.id = spend.pipeline_run_id
      where spend.project_id = ${projectId} and spend.input_tokens > 0
      order by spend.month, run.external_id`,
  ]);
  return { charges, jobs, runs, days, agents, runSpend };
}
