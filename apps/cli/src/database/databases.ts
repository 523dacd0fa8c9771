import { type Progress, postgresFolder } from "@ai-cost/command";
import { type AcquiredDatabase, acquireDatabase } from "@ai-cost/local-postgres";
import { migrateAcquired } from "./migrate-acquired";

/** A database that a command works on until it releases it. */
export type OpenedDatabase = Pick<AcquiredDatabase, "url" | "release">;

/** Where commands get the product's database from. */
export interface Databases {
  /** Opens it as it is, with the address of the application or of the owner of the tables. */
  open(user: "application" | "owner"): Promise<OpenedDatabase>;
  /** Brings an opened database to the current schema. */
  migrate(url: string): Promise<void>;
}

/**
 * The operator's own Postgres where the environment names it, otherwise the embedded one of this
 * checkout, which is started if it does not run already.
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

/** The embedded server died and did not come back, so the command cannot go on. */
function endProcess({ message }: Error): void {
  console.error(message);
  process.exit(1);
}
