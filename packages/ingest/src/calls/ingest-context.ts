import type { TenantDatabase } from "@ai-cost/db";
import type { LedgerScope } from "@ai-cost/ledger";

/**
 * The context in which reported usage is recorded: the project of the request's API key, the current time,
 * and the project's limits.
 */
export interface IngestContext extends LedgerScope {
  db: TenantDatabase;
}
