-- The second wall: a transaction sees and writes the rows of the projects that a gate has proved, and
-- without the setting none. No subquery and no function of ours, so that it holds on Citus' workers too.
-- By text and `<> 0`, which the planner takes to let nearly every row pass. Of `= any(a list)` that it
-- does not know it assumes ten projects, of `> 0` a third of the rows, and makes plans for these.
ALTER TABLE "agent_jobs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "agent_jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "agent_jobs" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "agent_names" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "agent_names" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "agent_names" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "audit_events" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "billing_settings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "billing_settings" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "billing_settings" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "credit_transactions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "credit_transactions" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "credit_transactions" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "daily_spend" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "daily_spend" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "daily_spend" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "ingest_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "ingest_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "ingest_keys" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "model_prices" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "model_prices" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "model_prices" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "monthly_agent_spend" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "monthly_agent_spend" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "monthly_agent_spend" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "monthly_run_spend" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "pipeline_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "pipeline_runs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "pipeline_runs" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "reported_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "reported_changes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "reported_changes" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "trace_spans" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "trace_spans" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "trace_spans" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "unsettled_jobs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "unsettled_jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "unsettled_jobs" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
-- Whose key it is cannot be proved before it is found: who knows the secret sees its one row.
CREATE POLICY "holder" ON "ingest_keys" FOR SELECT USING (secret_hash = nullif(current_setting('ai_cost.ingest_key_hash', true), ''));
