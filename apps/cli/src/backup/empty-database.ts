import {
  appliedMigration,
  migrate,
  newestMigration,
  type Sql,
  type SqlTransaction,
} from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { BACKED_UP_TABLES } from "./backed-up-tables";

/**
 * Creates the current schema in a database that has no tables. Throws a Refusal, and changes nothing, if
 * the database has another schema or has rows.
 */
export async function prepareEmptyDatabase(sql: Sql, databaseUrl: string): Promise<void> {
  const applied = await appliedMigration(sql);
  if (applied === null) return migrate(databaseUrl);
  if (applied !== newestMigration()) throw notEmpty(`the schema is that of migration ${applied}`);
  await refuseRows(sql);
}

export async function refuseRows(sql: Sql | SqlTransaction): Promise<void> {
  for (const { name } of BACKED_UP_TABLES) {
    const found = await sql`select from ${sql(name)} limit 1`;
    if (found.length > 0) throw notEmpty(`${name} has rows`);
  }
}

const notEmpty = (what: string): Refusal =>
  new Refusal(
    `A backup is restored into an empty database, and in this one ${what}: create a new database and set DATABASE_URL (and MIGRATION_DATABASE_URL, if it is set) to its address.`,
  );
