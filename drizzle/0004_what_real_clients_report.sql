-- The checks and the foreign key of tables with rows are NOT VALID, so that no table is scanned while it
-- is locked. They only allow more than before, so the rows that exist satisfy them.
CREATE TABLE "charge_keys" (
	"project_id" uuid NOT NULL,
	"key" text NOT NULL,
	"charge_id" uuid NOT NULL,
	CONSTRAINT "charge_keys_project_id_key_pk" PRIMARY KEY("project_id","key")
);
--> statement-breakpoint
CREATE TABLE "imported_days" (
	"project_id" uuid NOT NULL,
	"day" date NOT NULL,
	"provider" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "imported_days_project_id_day_provider_source_pk" PRIMARY KEY("project_id","day","provider","source")
);
--> statement-breakpoint
CREATE TABLE "seen_names" (
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"first_seen_on" date NOT NULL,
	CONSTRAINT "seen_names_project_id_kind_name_pk" PRIMARY KEY("project_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "monthly_usage_gaps" (
	"project_id" uuid NOT NULL,
	"month" text NOT NULL,
	"source" text NOT NULL,
	"usage_gap" text NOT NULL,
	"calls" bigint NOT NULL,
	"cost_micro_usd" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	CONSTRAINT "monthly_usage_gaps_project_id_month_source_usage_gap_pk" PRIMARY KEY("project_id","month","source","usage_gap")
);
--> statement-breakpoint
ALTER TABLE "credit_transactions" DROP CONSTRAINT "credit_transactions_kind";
--> statement-breakpoint
ALTER TABLE "credit_transactions" DROP CONSTRAINT "credit_transactions_amount";
--> statement-breakpoint
ALTER TABLE "credit_transactions" DROP CONSTRAINT "credit_transactions_charge";
--> statement-breakpoint
ALTER TABLE "credit_transactions" DROP CONSTRAINT "credit_transactions_tokens";
--> statement-breakpoint
ALTER TABLE "credit_transactions" ALTER COLUMN "input_tokens" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ALTER COLUMN "output_tokens" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD COLUMN "merged_into_job_id" uuid;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "cost_by_kind" jsonb;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "canonical_model" text;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "cache_write_1h_tokens" bigint;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "audio_input_tokens" bigint;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "image_input_tokens" bigint;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "audio_output_tokens" bigint;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "image_output_tokens" bigint;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "units" jsonb;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "service_tier" text;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "usage_gap" text;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "reported_end_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "trace_spans" ADD COLUMN "is_tool" boolean;
--> statement-breakpoint
ALTER TABLE "trace_spans" ADD COLUMN "charge_key" text;
--> statement-breakpoint
ALTER TABLE "unsettled_jobs" ADD COLUMN "conversation" text;
--> statement-breakpoint
ALTER TABLE "charge_keys" ADD CONSTRAINT "charge_keys_project_id_charge_id_credit_transactions_project_id_id_fk" FOREIGN KEY ("project_id","charge_id") REFERENCES "public"."credit_transactions"("project_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "imported_days" ADD CONSTRAINT "imported_days_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "seen_names" ADD CONSTRAINT "seen_names_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "seen_names_first_seen_on" ON "seen_names" USING btree ("project_id","kind","first_seen_on");
--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD CONSTRAINT "agent_jobs_project_id_merged_into_job_id_agent_jobs_project_id_id_fk" FOREIGN KEY ("project_id","merged_into_job_id") REFERENCES "public"."agent_jobs"("project_id","id") ON DELETE no action ON UPDATE no action NOT VALID;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_kind" CHECK ("credit_transactions"."kind" in ('deduction', 'refund', 'correction', 'completion', 'purchase', 'grant')) NOT VALID;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_amount" CHECK (case when "credit_transactions"."amount_micro_usd" is null then "credit_transactions"."kind" = 'deduction'
        when "credit_transactions"."kind" = 'completion' then true
        when "credit_transactions"."kind" = 'refund' then "credit_transactions"."amount_micro_usd" > 0
        else "credit_transactions"."amount_micro_usd" >= 0 end) NOT VALID;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_charge" CHECK (("credit_transactions"."charge_id" is not null) = ("credit_transactions"."kind" in ('refund', 'correction', 'completion'))) NOT VALID;
--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_tokens" CHECK (case "credit_transactions"."kind"
        when 'completion' then true
        when 'deduction' then ("credit_transactions"."input_tokens" is null) = ("credit_transactions"."output_tokens" is null)
          and "credit_transactions"."input_tokens" >= 0 and "credit_transactions"."output_tokens" >= 0
          and coalesce("credit_transactions"."cache_read_tokens", 0) >= 0 and coalesce("credit_transactions"."cache_write_tokens", 0) >= 0
          and coalesce("credit_transactions"."cache_write_1h_tokens", 0) between 0 and coalesce("credit_transactions"."cache_write_tokens", 0)
          and coalesce("credit_transactions"."reasoning_tokens", 0) between 0 and "credit_transactions"."output_tokens"
          and coalesce("credit_transactions"."audio_input_tokens", 0) between 0 and "credit_transactions"."input_tokens"
          and coalesce("credit_transactions"."image_input_tokens", 0) between 0 and "credit_transactions"."input_tokens"
          and coalesce("credit_transactions"."audio_output_tokens", 0) between 0 and "credit_transactions"."output_tokens"
          and coalesce("credit_transactions"."image_output_tokens", 0) between 0 and "credit_transactions"."output_tokens"
          and coalesce("credit_transactions"."cache_read_tokens", 0) + coalesce("credit_transactions"."cache_write_tokens", 0) <= "credit_transactions"."input_tokens"
        else "credit_transactions"."input_tokens" + "credit_transactions"."output_tokens" = 0 end) NOT VALID;
--> statement-breakpoint
ALTER TABLE "charge_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "charge_keys" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "charge_keys" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "imported_days" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "imported_days" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "imported_days" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "monthly_usage_gaps" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "monthly_usage_gaps" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "monthly_usage_gaps" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "seen_names" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "seen_names" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "seen_names" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
