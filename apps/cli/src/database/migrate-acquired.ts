import { migrate } from "@ai-cost/db";

/**
 * Brings the database at `url` to the current schema. It connects as the owner in MIGRATION_DATABASE_URL
 * if the operator set both that variable and DATABASE_URL, and otherwise as the user in `url`.
 */
export async function migrateAcquired(url: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const ownerUrl = environment.DATABASE_URL && environment.MIGRATION_DATABASE_URL;
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
  else await migrate(url);
}
