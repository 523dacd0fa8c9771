import { newId } from "@ai-cost/db";
import type { TestDatabase } from "@ai-cost/db/testing";
import { NOW } from "./fixture";

const FACTS = {
  productName: "Atlas",
  month: "2026-11",
  threshold: 80,
  version: 1,
  limitMicroUsd: "100000000",
  spentMicroUsd: "80000000",
  forecast: null,
  lastThresholdDay: null,
  contributors: [],
};

/** Inserts an alert of the project's budget with its claim and a message that was delivered. Returns its id. */
export async function insertAlert(
  { sql }: Pick<TestDatabase, "sql">,
  projectId: string,
  channelId: string,
): Promise<string> {
  const [id, at] = [newId(), NOW.toISOString()];
  const budget = { id: projectId, kind: "project", value: null, name: null };
  await sql`
    insert into budget_alerts (project_id, budget_id, month, kind, threshold, version,
      limit_micro_usd, spent_micro_usd, is_sent, alert_id, decided_at)
    values (${projectId}, ${projectId}, '2026-11', 'threshold', 80, 1, 1, 1, true, ${id}, ${at})`;
  await sql`
    insert into alerts (project_id, id, kind, facts, decided_at)
    values (${projectId}, ${id}, 'threshold', ${JSON.stringify({ ...FACTS, budget })}, ${at})`;
  await sql`
    insert into project_outbox (project_id, id, kind, alert_id, channel_id, created_at, attempts,
      delivered_at)
    values (${projectId}, ${newId()}, 'budget.threshold_reached', ${id}, ${channelId}, ${at}, 1, ${at})`;
  return id;
}
