import type { TenantDatabase } from "@ai-cost/db";

/** Where reported usage is recorded: the project that the request's key belongs to, and the clock. */
export interface IngestContext {
  db: TenantDatabase;
  projectId: string;
  now: Date;
}
