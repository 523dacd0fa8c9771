-- The second wall: a transaction sees and writes the rows of the projects that a gate has proved, and
-- without the setting none. No subquery and no function of ours, so that it holds on Citus' workers too.
ALTER TABLE "agent_jobs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "agent_jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "agent_jobs" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "agent_names" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "agent_names" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "agent_names" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "audit_events" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "billing_settings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "billing_settings" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "billing_settings" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "credit_transactions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "credit_transactions" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "credit_transactions" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "daily_spend" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "daily_spend" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "daily_spend" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "ingest_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "ingest_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "ingest_keys" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "model_prices" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "model_prices" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "model_prices" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "monthly_agent_spend" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "monthly_agent_spend" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "monthly_agent_spend" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "monthly_run_spend" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "pipeline_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "pipeline_runs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "pipeline_runs" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "reported_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "reported_changes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "reported_changes" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "trace_spans" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "trace_spans" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "trace_spans" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
ALTER TABLE "unsettled_jobs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "unsettled_jobs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "unsettled_jobs" USING (project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[]));
--> statement-breakpoint
-- Whose key it is cannot be proved before it is found: who knows the secret sees its one row.
CREATE POLICY "holder" ON "ingest_keys" FOR SELECT USING (secret_hash = nullif(current_setting('ai_cost.ingest_key_hash', true), ''));
