import { migrate } from "@ai-cost/db";

/**
 * Migrates the acquired database: as the owner whom MIGRATION_DATABASE_URL names, where the
 * application's own address is of somebody who owns nothing, else as the address's user.
 */
export async function migrateAcquired(url: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const ownerUrl = environment.DATABASE_URL && environment.MIGRATION_DATABASE_URL;
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
  else await migrate(url);
}
