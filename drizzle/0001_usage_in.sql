CREATE TABLE "agent_names" (
	"project_id" uuid NOT NULL,
	"agent_name" text NOT NULL,
	"agent_type" text NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agent_names_project_id_agent_name_pk" PRIMARY KEY("project_id","agent_name")
);
--> statement-breakpoint
CREATE TABLE "ingest_keys" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"last_characters" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "ingest_keys_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "ingest_keys_secret_hash" UNIQUE("project_id","secret_hash")
);
--> statement-breakpoint
CREATE TABLE "model_prices" (
	"project_id" uuid NOT NULL,
	"model" text NOT NULL,
	"input_micro_usd_per_million" bigint NOT NULL,
	"output_micro_usd_per_million" bigint NOT NULL,
	"cache_read_micro_usd_per_million" bigint,
	"cache_write_micro_usd_per_million" bigint,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "model_prices_project_id_model_pk" PRIMARY KEY("project_id","model")
);
--> statement-breakpoint
CREATE TABLE "reported_changes" (
	"project_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"content_hash" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reported_changes_project_id_idempotency_key_pk" PRIMARY KEY("project_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "trace_spans" (
	"project_id" uuid NOT NULL,
	"trace_id" text NOT NULL,
	"span_id" text NOT NULL,
	"parent_span_id" text,
	"service_name" text,
	"is_agent" boolean NOT NULL,
	"agent_name" text,
	"is_model_call" boolean NOT NULL,
	"repeats_usage" boolean NOT NULL,
	"is_failed" boolean NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "trace_spans_project_id_trace_id_span_id_pk" PRIMARY KEY("project_id","trace_id","span_id")
);
--> statement-breakpoint
CREATE TABLE "unsettled_jobs" (
	"project_id" uuid NOT NULL,
	"trace_id" text NOT NULL,
	"job_external_id" text NOT NULL,
	"span_id" text NOT NULL,
	"agent_name" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "unsettled_jobs_project_id_trace_id_job_external_id_pk" PRIMARY KEY("project_id","trace_id","job_external_id")
);
--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD COLUMN "agent_name" text;--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "cost_source" text;--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD COLUMN "price" jsonb;--> statement-breakpoint
ALTER TABLE "pipeline_runs" ADD COLUMN "status_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "agent_names" ADD CONSTRAINT "agent_names_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ingest_keys" ADD CONSTRAINT "ingest_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_prices" ADD CONSTRAINT "model_prices_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reported_changes" ADD CONSTRAINT "reported_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trace_spans" ADD CONSTRAINT "trace_spans_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsettled_jobs" ADD CONSTRAINT "unsettled_jobs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trace_spans_received_at" ON "trace_spans" USING btree ("project_id","received_at");--> statement-breakpoint
CREATE INDEX "trace_spans_repeats_usage" ON "trace_spans" USING btree ("project_id","received_at") WHERE "trace_spans"."repeats_usage";--> statement-breakpoint
CREATE INDEX "unsettled_jobs_received_at" ON "unsettled_jobs" USING btree ("project_id","received_at");