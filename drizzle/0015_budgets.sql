CREATE TABLE "budget_changes" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_value" text,
	"version" integer NOT NULL,
	"from_limit_micro_usd" bigint,
	"to_limit_micro_usd" bigint,
	"from_thresholds" integer[],
	"to_thresholds" integer[],
	"from_blocks" boolean,
	"to_blocks" boolean,
	"reason" text,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budget_changes_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_value" text,
	"limit_micro_usd" bigint,
	"thresholds" integer[] NOT NULL,
	"blocks" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budgets_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "budgets_scope" UNIQUE NULLS NOT DISTINCT("project_id","scope_kind","scope_value"),
	CONSTRAINT "budgets_scope_has_limit" CHECK (num_nulls("budgets"."scope_value", "budgets"."limit_micro_usd") = case "budgets"."scope_kind" when 'project' then 2 else 0 end)
);
--> statement-breakpoint
CREATE TABLE "portfolio_budgets" (
	"user_id" text PRIMARY KEY NOT NULL,
	"limit_micro_usd" bigint NOT NULL,
	"thresholds" integer[] NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "budget_changes" ADD CONSTRAINT "budget_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_budgets" ADD CONSTRAINT "portfolio_budgets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_changes_at" ON "budget_changes" USING btree ("project_id","changed_at" DESC NULLS FIRST);
--> statement-breakpoint
ALTER TABLE "budget_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "budget_changes" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "budget_changes" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "budgets" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "budgets" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "budgets" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
