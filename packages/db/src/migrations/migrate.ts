import { createDatabase } from "../connection/client";
import { isDistributed, moveTables } from "../distribute/move-tables";
import { applyMigrations } from "./apply-migrations";
import { MIGRATIONS_FOLDER, readMigrations } from "./migration-files";
import { prepareAppRole } from "./prepare-app-role";

/**
 * Migrates a database to the current schema while others may use it, prepares the role that the
 * application runs as, and distributes new tables when the database is distributed. `ownerUrl` is the
 * database URL with the user that owns the tables. `login` is the user that the application logs in as,
 * or null when the application logs in as the owner. Throws the errors of `applyMigrations`, and a
 * Refusal when the owner may not prepare the role.
 */
export async function migrate(ownerUrl: string, login: string | null = null): Promise<void> {
  const { sql, close } = createDatabase(ownerUrl, {
    maxConnections: 2,
    applicationName: "migrate",
    asOwner: true,
  });
  try {
    await applyMigrations(sql, readMigrations(MIGRATIONS_FOLDER));
    await prepareAppRole(sql, login);
    if (await isDistributed(sql)) await moveTables(sql, (_table, _rows, move) => move());
  } finally {
    await close();
  }
}
