ALTER TABLE "monthly_run_spend" ADD COLUMN "jobs" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ALTER COLUMN "jobs" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ADD COLUMN "failed_jobs" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ALTER COLUMN "failed_jobs" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ADD COLUMN "unpriced_charges" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "monthly_run_spend" ALTER COLUMN "unpriced_charges" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "has_all_rollups";
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "has_all_rollups" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "projects" ALTER COLUMN "has_all_rollups" SET DEFAULT true;
