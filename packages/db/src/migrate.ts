import { prepareAppRole } from "./app-role";
import { applyMigrations } from "./apply-migrations";
import { createDatabase } from "./client";
import { isDistributed, moveTables } from "./distribute/move-tables";
import { MIGRATIONS_FOLDER, readMigrations } from "./migrations";

/**
 * Brings a database to the current schema, as `applyMigrations` says, while others may use it, and
 * readies the role that the application runs as. It works as the owner of the tables; `login` is who
 * the application logs in as, null when that is the owner too. Tables that are new to a distributed
 * database are distributed as well. Throws an AppRoleError where the role cannot be readied.
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
