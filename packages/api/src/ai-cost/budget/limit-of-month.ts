import { BUDGET_SETTING_KEY, monthOf, monthWindow } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";

/** The stored text of the limit that a month is measured by: a past month by the limit at its end. */
export const limitOfMonth = (projectId: string, month: string, now: Date): SQL =>
  month === monthOf(now) ? limitNow(projectId) : limitAt(projectId, monthWindow(month).end);

const limitNow = (projectId: string): SQL => sql`
  select value from billing_settings
  where project_id = ${projectId} and key = ${BUDGET_SETTING_KEY}`;

/**
 * The limit that was in force just before the instant, by the audit trail: what the last change before it
 * set, or else what the first change after it replaced. A limit that was never changed since it is in the
 * trail counts from when it was stored.
 */
const limitAt = (projectId: string, at: Date): SQL => sql`
  select value from (
    (select 1 as place, "to" as value from audit_events
      where ${isChangeOfLimit(projectId)} and at < ${at.toISOString()}::timestamptz
      order by at desc, id desc limit 1)
    union all
    (select 2, "from" from audit_events
      where ${isChangeOfLimit(projectId)} and at >= ${at.toISOString()}::timestamptz
      order by at, id limit 1)
    union all
    (select 3, value from billing_settings
      where project_id = ${projectId} and key = ${BUDGET_SETTING_KEY}
        and updated_at < ${at.toISOString()}::timestamptz)
  ) as known
  order by place limit 1`;

const isChangeOfLimit = (projectId: string): SQL =>
  sql`project_id = ${projectId} and action in ('budget.set', 'budget.clear')`;
