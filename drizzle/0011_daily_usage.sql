CREATE TABLE "daily_usage" (
	"project_id" uuid NOT NULL,
	"grain" text NOT NULL,
	"day" date NOT NULL,
	"agent_type" text NOT NULL,
	"model" text NOT NULL,
	"cost_micro_usd" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"refunded_micro_usd" bigint NOT NULL,
	"calls" bigint NOT NULL,
	"unpriced_charges" bigint NOT NULL,
	"jobs" bigint NOT NULL,
	"completed_jobs" bigint NOT NULL,
	"failed_jobs" bigint NOT NULL,
	"cached_input_tokens" bigint NOT NULL,
	"cache_write_5m_tokens" bigint NOT NULL,
	"cache_write_1h_tokens" bigint NOT NULL,
	"audio_input_tokens" bigint NOT NULL,
	"image_input_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	"audio_output_tokens" bigint NOT NULL,
	"image_output_tokens" bigint NOT NULL,
	"input_micro_usd" bigint NOT NULL,
	"cached_input_micro_usd" bigint NOT NULL,
	"cache_write_5m_micro_usd" bigint NOT NULL,
	"cache_write_1h_micro_usd" bigint NOT NULL,
	"audio_input_micro_usd" bigint NOT NULL,
	"image_input_micro_usd" bigint NOT NULL,
	"output_micro_usd" bigint NOT NULL,
	"reasoning_micro_usd" bigint NOT NULL,
	"audio_output_micro_usd" bigint NOT NULL,
	"image_output_micro_usd" bigint NOT NULL,
	"units_micro_usd" bigint NOT NULL,
	CONSTRAINT "daily_usage_project_id_grain_day_agent_type_model_pk" PRIMARY KEY("project_id","grain","day","agent_type","model")
);
--> statement-breakpoint
ALTER TABLE "daily_usage" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "daily_usage" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "daily_usage" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "has_all_rollups" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "projects" ALTER COLUMN "has_all_rollups" SET DEFAULT true;
