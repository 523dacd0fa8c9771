import { ALL_NAMES, BUDGET_ALERT_KINDS, BUDGET_SCOPE_KINDS, type Executor } from "@ai-cost/db";
import { BUDGET_SETTING_KEY, type DayRange, type SpendByDay } from "@ai-cost/domain";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { UNSET } from "../budget";

const integer = z.string().transform(BigInt);
const days = z.record(z.string(), integer).transform((spend) => new Map(Object.entries(spend)));

const budgetRow = z.object({
  /** Null for the project while none of its settings was stored. */
  id: z.string().nullable(),
  kind: z.enum(BUDGET_SCOPE_KINDS),
  value: z.string().nullable(),
  limitMicroUsd: integer.nullable(),
  thresholds: z
    .array(z.int())
    .nullable()
    .transform((thresholds) => thresholds ?? [...UNSET.thresholds]),
  blocks: z.boolean(),
  version: z.int(),
  /** The channels that get the alerts; null for all that want them. */
  channelIds: z.array(z.string()).nullable(),
  /** The last alert of the month for this version of the budget, if one was sent. */
  lastAlert: z
    .object({
      kind: z.enum(BUDGET_ALERT_KINDS),
      threshold: z.int(),
      at: z.string().transform((text) => new Date(text)),
    })
    .nullable(),
  /** The spend of each day in micro-dollars; a day without spend has no entry. */
  spendByDay: days.transform((spend): SpendByDay => spend),
  /** The number of charges of the month whose cost is unknown. */
  unpricedCharges: integer,
});

export type BudgetRow = z.output<typeof budgetRow>;

const budgetsRow = z.object({
  /** The stored text of the project's limit; null when the project has no limit. */
  limitText: z.string().nullable(),
  budgets: z.array(budgetRow),
});

/**
 * The project's budgets with their spend of the days, read by one statement. The project's own budget comes
 * first, also when it was never stored; then agent types, then models, each by name.
 */
export async function selectBudgets(
  db: Executor,
  projectId: string,
  { from, to }: DayRange,
): Promise<z.output<typeof budgetsRow>> {
  const month = to.slice(0, 7);
  const [row] = await db.execute(sql`
    select
      (select value from billing_settings
        where project_id = ${projectId} and key = ${BUDGET_SETTING_KEY}) as "limitText",
      (select json_agg(json_build_object(
          'id', id, 'kind', scope_kind, 'value', scope_value,
          'limitMicroUsd', limit_micro_usd::text, 'thresholds', thresholds, 'blocks', blocks,
          'version', version, 'spendByDay', coalesce(spend_by_day, '{}'),
          'unpricedCharges', coalesce(unpriced_charges, 0)::text,
          'channelIds', channel_ids, 'lastAlert', last_alert
        ) order by position, scope_kind, scope_value)
      from (${ofProject(projectId, { from, to }, month)}
        union all ${ofScopes(projectId, { from, to }, month)}) as budget) as "budgets"`);
  return budgetsRow.parse(row);
}

const ofProject = (projectId: string, { from, to }: DayRange, month: string) => sql`
  select 0 as position, stored.id, 'project' as scope_kind, null as scope_value,
    null::bigint as limit_micro_usd, stored.thresholds, coalesce(stored.blocks, false) as blocks,
    coalesce(stored.version, 0) as version, stored.channel_ids,
    ${lastAlert(sql`${projectId}::uuid`, sql`coalesce(stored.version, 0)`, projectId, month)},
    (select json_object_agg(day, cost_micro_usd::text) from daily_spend
      where project_id = ${projectId} and day between ${from}::date and ${to}::date) as spend_by_day,
    (select sum(unpriced_charges) from monthly_agent_spend
      where project_id = ${projectId} and month = ${month}) as unpriced_charges
  from (select) as one
  left join budgets as stored on stored.project_id = ${projectId} and stored.scope_kind = 'project'`;

/** A forecast alerts once in a month, whatever the version. */
const lastAlert = (budgetId: SQL, version: SQL, projectId: string, month: string) => sql`
  (select json_build_object('kind', claim.kind, 'threshold', claim.threshold, 'at', claim.decided_at)
    from budget_alerts as claim
    join alerts as alert on alert.project_id = ${projectId} and alert.id = claim.alert_id
    where claim.project_id = ${projectId} and claim.budget_id = ${budgetId}
      and claim.month = ${month} and (claim.kind = 'forecast' or claim.version = ${version})
      and alert.unsent_reason is null
    order by claim.decided_at desc, claim.threshold desc limit 1) as last_alert`;

const ofScopes = (projectId: string, { from, to }: DayRange, month: string) => sql`
  select 1, id, scope_kind, scope_value, limit_micro_usd, thresholds, blocks, version, channel_ids,
    ${lastAlert(sql`budget.id`, sql`budget.version`, projectId, month)},
    usage.spend_by_day, usage.unpriced_charges
  from budgets as budget
  cross join lateral (
    select json_object_agg(day, cost_micro_usd::text) as spend_by_day,
      sum(unpriced_charges) filter (where day >= ${`${month}-01`}::date) as unpriced_charges
    from daily_usage
    where project_id = ${projectId} and grain = budget.scope_kind
      and day between ${from}::date and ${to}::date
      and agent_type = case budget.scope_kind when 'agent_type' then budget.scope_value else ${ALL_NAMES} end
      and model = case budget.scope_kind when 'model' then budget.scope_value else ${ALL_NAMES} end
  ) as usage
  where budget.project_id = ${projectId} and budget.scope_kind <> 'project'`;
