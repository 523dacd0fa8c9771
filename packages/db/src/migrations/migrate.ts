import { createDatabase } from "../connection/client";
import { isDistributed, moveTables } from "../distribute/move-tables";
import { applyMigrations } from "./apply-migrations";
import { MIGRATIONS_FOLDER, readMigrations } from "./migration-files";
import { prepareAppRole } from "./prepare-app-role";

/**
 * Migrates a database to the current schema while others may use it, prepares the role that the
 * application runs as, and distributes new tables when the database is distributed. `ownerUrl` is the
 * address of the tables' owner. `login` is the user that the application logs in as, or null when that
 * is the owner. Throws what `applyMigrations` throws, and a Refusal when the owner may not
 * prepare the role.
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
