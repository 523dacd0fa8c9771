import type { DatabaseClient } from "@ai-cost/db";

/**
 * Counts the budgets of the tenants without an alert, and the messages that are not delivered, of which
 * some are in delivery.
 */
export async function countWaiting(
  sql: DatabaseClient["sql"],
  projectIds: readonly string[],
  budgetsOfTenant: number,
): Promise<{ decisions: number; deliveries: number }> {
  const [row] = await sql<{ alerts: number; deliveries: number }[]>`
    select
      (select count(*)::int from budget_alerts
        where project_id = any(${projectIds}::uuid[]) and is_sent) as alerts,
      (select count(*)::int from project_outbox
        where project_id = any(${projectIds}::uuid[]) and delivered_at is null) as deliveries`;
  const { alerts = 0, deliveries = 0 } = row ?? {};
  return { decisions: projectIds.length * budgetsOfTenant - alerts, deliveries };
}

/** Makes all messages due: ends the claims of a process that was killed, and the pauses after failures. */
export const passTime = (sql: DatabaseClient["sql"]) => sql`
  update project_outbox set next_attempt_at = now() where next_attempt_at is not null`;

/** What happened to each message of a project to a channel, by the name of the channel. */
export async function channelStates(
  sql: DatabaseClient["sql"],
  projectId: string,
): Promise<{ channel: string; state: string }[]> {
  return sql<{ channel: string; state: string }[]>`
    select channel.name as channel,
      case when delivered_at is not null then 'delivered' else coalesce(last_error, 'waiting') end
      || case when delivered_at is null and next_attempt_at is null then ', given up' else '' end
      || case when ended_at is null then '' else ', channel ended' end as state
    from project_outbox as message
    join alert_channels as channel
      on channel.project_id = message.project_id and channel.id = message.channel_id
    where message.project_id = ${projectId}`;
}
