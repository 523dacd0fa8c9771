import { migrate } from "@ai-cost/db";

/**
 * Brings the database at `url` to the current schema. It works as the owner that MIGRATION_DATABASE_URL
 * names if the operator set both addresses, and otherwise as the user of `url`.
 */
export async function migrateAcquired(url: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const ownerUrl = environment.DATABASE_URL && environment.MIGRATION_DATABASE_URL;
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
  else await migrate(url);
}
