CREATE TABLE "portfolio_alerts" (
	"user_id" text NOT NULL,
	"month" text NOT NULL,
	"kind" text NOT NULL,
	"threshold" integer NOT NULL,
	"version" integer NOT NULL,
	"limit_micro_usd" bigint NOT NULL,
	"spent_micro_usd" bigint NOT NULL,
	"is_sent" boolean NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "portfolio_alerts_claim" PRIMARY KEY("user_id","month","kind","threshold","version")
);
--> statement-breakpoint
CREATE TABLE "portfolio_budget_changes" (
	"user_id" text NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"from_limit_micro_usd" bigint,
	"to_limit_micro_usd" bigint,
	"from_thresholds" integer[],
	"to_thresholds" integer[],
	"reason" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "portfolio_budget_changes_user_id_id_pk" PRIMARY KEY("user_id","id")
);
--> statement-breakpoint
ALTER TABLE "portfolio_alerts" ADD CONSTRAINT "portfolio_alerts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_budget_changes" ADD CONSTRAINT "portfolio_budget_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;