import type { TenantDatabase } from "@ai-cost/db";

/**
 * The context in which reported usage is recorded: the project that the request's API key belongs to, and
 * the time.
 */
export interface IngestContext {
  db: TenantDatabase;
  projectId: string;
  now: Date;
}
