CREATE TABLE "alert_channels" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"sealed_target" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "alert_channels_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "project_outbox" (
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel_id" uuid,
	"recipient" text,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"last_error" text,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "project_outbox_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "project_outbox_has_one_receiver" CHECK (num_nulls("project_outbox"."channel_id", "project_outbox"."recipient") = 1)
);
--> statement-breakpoint
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_outbox" ADD CONSTRAINT "project_outbox_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_outbox" ADD CONSTRAINT "project_outbox_channel" FOREIGN KEY ("project_id","channel_id") REFERENCES "public"."alert_channels"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "project_outbox_due" ON "project_outbox" USING btree ("project_id","next_attempt_at") WHERE "project_outbox"."next_attempt_at" is not null;
--> statement-breakpoint
ALTER TABLE "alert_channels" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "alert_channels" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "alert_channels" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
--> statement-breakpoint
ALTER TABLE "project_outbox" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "project_outbox" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant" ON "project_outbox" USING (strpos(current_setting('ai_cost.project_ids', true), project_id::text) <> 0);
