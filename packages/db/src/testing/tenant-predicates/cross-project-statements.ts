/** The statements that read many projects for the cross-project summary, in the order in which it sends them. */
export const CROSS_PROJECT_STATEMENTS: readonly string[] = [
  `((select "project_id", 'spend', concat_ws(' ', sum("monthly_agent_spend"."cost_micro_usd"), sum("monthly_agent_spend"."input_tokens") + sum("monthly_agent_spend"."output_tokens"), sum("monthly_agent_spend"."jobs"), sum("monthly_agent_spend"."unpriced_charges")) from "monthly_agent_spend" where ("monthly_agent_spend"."project_id" = any($1::uuid[]) and "monthly_agent_spend"."month" = $2) group by "monthly_agent_spend"."project_id") union all (select "project_id", 'compared', concat_ws(' ', coalesce(sum("daily_spend"."cost_micro_usd") filter (where "daily_spend"."day" between $3 and $4), 0), coalesce(sum("daily_spend"."cost_micro_usd") filter (where "daily_spend"."day" between $5 and $6), 0)) from "daily_spend" where ("daily_spend"."project_id" = any($7::uuid[]) and "daily_spend"."day" between $8 and $9) group by "daily_spend"."project_id")) union all (select "project_id", 'limit', "value" from "billing_settings" where ("billing_settings"."project_id" = any($10::uuid[]) and "billing_settings"."key" = $11))`,
  'select "project_id", json_object_agg("day", "cost_micro_usd"::text) from "daily_spend" where ("daily_spend"."project_id" = any($1::uuid[]) and "daily_spend"."day" between $2 and $3) group by "daily_spend"."project_id"',
];

/** The statements that read many projects for a portfolio budget: its days, its unpriced charges, what costs most. */
export const PORTFOLIO_STATEMENTS: readonly string[] = [
  'select "day", sum("cost_micro_usd") from "daily_spend" where ("daily_spend"."project_id" = any($1::uuid[]) and "daily_spend"."day" between $2 and $3) group by "daily_spend"."day"',
  'select coalesce(sum("unpriced_charges"), 0) from "monthly_agent_spend" where ("monthly_agent_spend"."project_id" = any($1::uuid[]) and "monthly_agent_spend"."month" = $2)',
  'select "project_id", sum("cost_micro_usd") from "daily_spend" where ("daily_spend"."project_id" = any($1::uuid[]) and "daily_spend"."day" between $2 and $3) group by "daily_spend"."project_id" having sum("daily_spend"."cost_micro_usd") > 0 order by sum("daily_spend"."cost_micro_usd") desc, "daily_spend"."project_id" limit $4',
];
