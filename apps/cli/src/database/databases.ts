import { type Progress, postgresFolder } from "@ai-cost/command";
import { type AcquiredDatabase, acquireDatabase } from "@ai-cost/local-postgres";
import { migrateAcquired } from "./migrate-acquired";

/** The URL of an acquired database, and the function that releases the database. */
export type OpenedDatabase = Pick<AcquiredDatabase, "url" | "release">;

/** Opens and migrates the database of AI Cost for a command. */
export interface Databases {
  /**
   * Opens the database without migrating it. `user` decides whether the URL is that of the application
   * or that of the owner of the tables.
   */
  open(user: "application" | "owner"): Promise<OpenedDatabase>;
  /** Brings an opened database to the current schema. */
  migrate(url: string): Promise<void>;
}

/**
 * Returns the operator's own Postgres if the environment names it, and otherwise the embedded Postgres of
 * this checkout, which `open` starts if it is not running.
 */
export function databasesOf(environment: NodeJS.ProcessEnv, progress: Progress): Databases {
  const ownersVariable = environment.MIGRATION_DATABASE_URL
    ? "MIGRATION_DATABASE_URL"
    : "DATABASE_URL";
  const embedded = { folder: postgresFolder(), onProgress: progress.say, onLost: endProcess };
  return {
    open: (user) =>
      progress.step("Starting the database", () =>
        acquireDatabase(environment, embedded, user === "owner" ? ownersVariable : "DATABASE_URL"),
      ),
    migrate: (url) =>
      progress.step("Migrating the database", () => migrateAcquired(url, environment)),
  };
}

/** Ends this process. It is called when the embedded Postgres has died and could not be restarted. */
function endProcess({ message }: Error): void {
  console.error(message);
  process.exit(1);
}
