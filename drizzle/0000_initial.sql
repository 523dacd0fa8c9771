CREATE TABLE "agent_jobs" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pipeline_run_id" uuid NOT NULL,
	"external_id" text,
	"agent_type" text NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"first_charged_at" timestamp (3) with time zone,
	CONSTRAINT "agent_jobs_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "agent_jobs_external_id" UNIQUE("project_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"from" text,
	"to" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_events_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "billing_settings" (
	"project_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "billing_settings_project_id_key_pk" PRIMARY KEY("project_id","key")
);
--> statement-breakpoint
CREATE TABLE "credit_transactions" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"agent_job_id" uuid,
	"charge_id" uuid,
	"kind" text NOT NULL,
	"amount_micro_usd" bigint,
	"model" text,
	"provider" text,
	"input_tokens" bigint NOT NULL,
	"cache_read_tokens" bigint,
	"cache_write_tokens" bigint,
	"output_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint,
	"idempotency_key" text NOT NULL,
	"content_hash" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_transactions_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "credit_transactions_idempotency_key" UNIQUE("project_id","idempotency_key"),
	CONSTRAINT "credit_transactions_kind" CHECK ("credit_transactions"."kind" in ('deduction', 'refund', 'correction', 'purchase', 'grant')),
	CONSTRAINT "credit_transactions_amount" CHECK (case when "credit_transactions"."amount_micro_usd" is null then "credit_transactions"."kind" = 'deduction'
        when "credit_transactions"."kind" = 'refund' then "credit_transactions"."amount_micro_usd" > 0
        else "credit_transactions"."amount_micro_usd" >= 0 end),
	CONSTRAINT "credit_transactions_job" CHECK (("credit_transactions"."agent_job_id" is null) = ("credit_transactions"."kind" in ('purchase', 'grant'))),
	CONSTRAINT "credit_transactions_charge" CHECK (("credit_transactions"."charge_id" is not null) = ("credit_transactions"."kind" in ('refund', 'correction'))),
	CONSTRAINT "credit_transactions_tokens" CHECK ("credit_transactions"."input_tokens" >= 0 and "credit_transactions"."output_tokens" >= 0
        and coalesce("credit_transactions"."cache_read_tokens", 0) >= 0 and coalesce("credit_transactions"."cache_write_tokens", 0) >= 0
        and coalesce("credit_transactions"."reasoning_tokens", 0) between 0 and "credit_transactions"."output_tokens"
        and coalesce("credit_transactions"."cache_read_tokens", 0) + coalesce("credit_transactions"."cache_write_tokens", 0) <= "credit_transactions"."input_tokens"
        and ("credit_transactions"."kind" = 'deduction' or "credit_transactions"."input_tokens" + "credit_transactions"."output_tokens" = 0))
);
--> statement-breakpoint
CREATE TABLE "pipeline_runs" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text,
	"trigger" text,
	"status" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "pipeline_runs_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "pipeline_runs_external_id" UNIQUE("project_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"project_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitations_project_id_email_pk" PRIMARY KEY("project_id","email"),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('owner', 'admin', 'member'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"project_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "memberships_project_id_user_id_pk" PRIMARY KEY("project_id","user_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('owner', 'admin', 'member'))
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "daily_spend" (
	"project_id" uuid NOT NULL,
	"day" date NOT NULL,
	"cost_micro_usd" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"jobs" bigint NOT NULL,
	CONSTRAINT "daily_spend_project_id_day_pk" PRIMARY KEY("project_id","day")
);
--> statement-breakpoint
CREATE TABLE "monthly_agent_spend" (
	"project_id" uuid NOT NULL,
	"month" text NOT NULL,
	"agent_type" text NOT NULL,
	"cost_micro_usd" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"refunded_micro_usd" bigint NOT NULL,
	"jobs" bigint NOT NULL,
	"completed_jobs" bigint NOT NULL,
	"failed_jobs" bigint NOT NULL,
	"unpriced_charges" bigint NOT NULL,
	CONSTRAINT "monthly_agent_spend_project_id_month_agent_type_pk" PRIMARY KEY("project_id","month","agent_type")
);
--> statement-breakpoint
CREATE TABLE "monthly_run_spend" (
	"project_id" uuid NOT NULL,
	"month" text NOT NULL,
	"pipeline_run_id" uuid NOT NULL,
	"cost_micro_usd" bigint NOT NULL,
	"input_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	CONSTRAINT "monthly_run_spend_project_id_pipeline_run_id_month_pk" PRIMARY KEY("project_id","pipeline_run_id","month")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD CONSTRAINT "agent_jobs_project_id_pipeline_run_id_pipeline_runs_project_id_id_fk" FOREIGN KEY ("project_id","pipeline_run_id") REFERENCES "public"."pipeline_runs"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_settings" ADD CONSTRAINT "billing_settings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_project_id_agent_job_id_agent_jobs_project_id_id_fk" FOREIGN KEY ("project_id","agent_job_id") REFERENCES "public"."agent_jobs"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_transactions" ADD CONSTRAINT "credit_transactions_project_id_charge_id_credit_transactions_project_id_id_fk" FOREIGN KEY ("project_id","charge_id") REFERENCES "public"."credit_transactions"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pipeline_runs" ADD CONSTRAINT "pipeline_runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_jobs_pipeline_run_id" ON "agent_jobs" USING btree ("project_id","pipeline_run_id");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("project_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "credit_transactions_recent_charges" ON "credit_transactions" USING btree ("project_id","occurred_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "credit_transactions"."kind" = 'deduction';--> statement-breakpoint
CREATE INDEX "credit_transactions_agent_job_id" ON "credit_transactions" USING btree ("project_id","agent_job_id");--> statement-breakpoint
CREATE INDEX "credit_transactions_charge_id" ON "credit_transactions" USING btree ("project_id","charge_id") WHERE "credit_transactions"."charge_id" is not null;--> statement-breakpoint
CREATE INDEX "invitations_email" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "memberships_user_id" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "monthly_run_spend_dearest" ON "monthly_run_spend" USING btree ("project_id","month","cost_micro_usd" DESC NULLS FIRST,"pipeline_run_id");--> statement-breakpoint
CREATE INDEX "accounts_user_id" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");