CREATE TABLE "alerts" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"facts" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"unsent_reason" text,
	"resent_at" timestamp (3) with time zone,
	CONSTRAINT "alerts_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
ALTER TABLE "alert_channels" ALTER COLUMN "sealed_target" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_channels" ALTER COLUMN "created_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "project_outbox" ALTER COLUMN "content" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "is_on" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "alert_kinds" text[] DEFAULT '{threshold,forecast,channel_broken}' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "broken_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alert_channels" ADD COLUMN "end_reason" text;--> statement-breakpoint
ALTER TABLE "budget_alerts" ADD COLUMN "alert_id" uuid;--> statement-breakpoint
ALTER TABLE "budget_changes" ADD COLUMN "from_channel_ids" uuid[];--> statement-breakpoint
ALTER TABLE "budget_changes" ADD COLUMN "to_channel_ids" uuid[];--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "channel_ids" uuid[];--> statement-breakpoint
ALTER TABLE "project_outbox" ADD COLUMN "alert_id" uuid;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_channels" ALTER COLUMN "is_on" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "alert_channels" ALTER COLUMN "alert_kinds" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "alerts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "alerts" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
