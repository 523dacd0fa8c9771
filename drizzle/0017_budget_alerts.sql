CREATE TABLE "budget_alerts" (
	"project_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"month" text NOT NULL,
	"kind" text NOT NULL,
	"threshold" integer NOT NULL,
	"version" integer NOT NULL,
	"limit_micro_usd" bigint NOT NULL,
	"spent_micro_usd" bigint NOT NULL,
	"is_sent" boolean NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budget_alerts_claim" PRIMARY KEY("project_id","budget_id","month","kind","threshold","version")
);
--> statement-breakpoint
ALTER TABLE "budget_alerts" ADD CONSTRAINT "budget_alerts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "budget_alerts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "budget_alerts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "budget_alerts" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
