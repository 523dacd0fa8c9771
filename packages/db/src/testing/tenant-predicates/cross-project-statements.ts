/** The statements that read many projects for the cross-project summary, in the order in which the cross-project summary sends them. */
export const CROSS_PROJECT_STATEMENTS: readonly string[] = [
  'select "project_id", coalesce(sum("cost_micro_usd"), 0), coalesce(sum("input_tokens"), 0), coalesce(sum("output_tokens"), 0), coalesce(sum("jobs"), 0), coalesce(sum("unpriced_charges"), 0) from "monthly_agent_spend" where ("monthly_agent_spend"."project_id" = any($1::uuid[]) and "monthly_agent_spend"."month" = $2) group by "monthly_agent_spend"."project_id"',
  'select "project_id", coalesce(sum("cost_micro_usd") filter (where "daily_spend"."day" between $1 and $2), 0), coalesce(sum("cost_micro_usd") filter (where "daily_spend"."day" between $3 and $4), 0) from "daily_spend" where ("daily_spend"."project_id" = any($5::uuid[]) and "daily_spend"."day" between $6 and $7) group by "daily_spend"."project_id"',
  'select "project_id", "value" from "billing_settings" where ("billing_settings"."project_id" = any($1::uuid[]) and "billing_settings"."key" = $2)',
  'select "project_id", "day", "cost_micro_usd" from "daily_spend" where ("daily_spend"."project_id" = any($1::uuid[]) and "daily_spend"."day" between $2 and $3)',
];

/** The statements that read many projects for a portfolio budget: its days, its unpriced charges, what costs most. */
export const PORTFOLIO_STATEMENTS: readonly string[] = [
  'select "day", sum("cost_micro_usd") from "daily_spend" where ("daily_spend"."project_id" = any($1::uuid[]) and "daily_spend"."day" between $2 and $3) group by "daily_spend"."day"',
  'select coalesce(sum("unpriced_charges"), 0) from "monthly_agent_spend" where ("monthly_agent_spend"."project_id" = any($1::uuid[]) and "monthly_agent_spend"."month" = $2)',
  'select "project_id", sum("cost_micro_usd") from "daily_spend" where ("daily_spend"."project_id" = any($1::uuid[]) and "daily_spend"."day" between $2 and $3) group by "daily_spend"."project_id" having sum("daily_spend"."cost_micro_usd") > 0 order by sum("daily_spend"."cost_micro_usd") desc, "daily_spend"."project_id" limit $4',
];
