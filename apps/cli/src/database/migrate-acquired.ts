import { migrate } from "@ai-cost/db";

/**
 * The URL of the user who owns the tables of the database at `url`: MIGRATION_DATABASE_URL if the operator
 * set both that variable and DATABASE_URL, and otherwise `url` itself.
 */
export const ownerUrlOf = (url: string, environment: NodeJS.ProcessEnv): string =>
  (environment.DATABASE_URL && environment.MIGRATION_DATABASE_URL) || url;

/** Brings the database at `url` to the current schema, as the owner of its tables. */
export async function migrateAcquired(url: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const ownerUrl = ownerUrlOf(url, environment);
  if (ownerUrl === url) await migrate(url);
  else await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
}
