import type { DatabaseClient } from "./client";

interface Settings {
  /** Whether the connection bypasses row-level security or can change ledger rows. */
  bypassesPolicies: boolean;
  /** The names of the durability settings that are off. */
  settingsOff: string[];
}

/**
 * Returns the reasons why the application must not serve from this database, as sentences for the
 * operator. Returns an empty list when the database is safe. `allowsUnsafeDurability` accepts a server
 * that can lose acknowledged commits. No option accepts a database where projects could see each other's
 * rows. Throws the driver's error when the database does not respond.
 */
export async function findUnsafeSettings(
  client: Pick<DatabaseClient, "sql">,
  { allowsUnsafeDurability }: { allowsUnsafeDurability: boolean },
): Promise<string[]> {
  const settings = await readSettings(client);
  if (!settings) return [NOT_MIGRATED];
  const { bypassesPolicies, settingsOff } = settings;
  const isUnsafe = settingsOff.length > 0 && !allowsUnsafeDurability;
  return [
    ...(bypassesPolicies ? [BYPASSES_POLICIES] : []),
    ...(isUnsafe ? [unsafeDurability(settingsOff)] : []),
  ];
}

/** Returns null when the application's role or a table of the schema does not exist. */
async function readSettings({ sql }: Pick<DatabaseClient, "sql">): Promise<Settings | null> {
  try {
    const [settings] = await sql<Settings[]>`
      select rolsuper or rolbypassrls
          or has_table_privilege('credit_transactions', 'update, delete, truncate') as "bypassesPolicies",
        array(select name from pg_settings
          where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
          order by name) as "settingsOff"
      from pg_roles where rolname = current_user`;
    return settings ?? null;
  } catch (error) {
    if (error instanceof Error && "code" in error && NO_SUCH_NAME.has(String(error.code)))
      return null;
    throw error;
  }
}

/** 22023: the role does not exist when the connection starts. 42P01: the table does not exist. */
const NO_SUCH_NAME = new Set(["22023", "42P01"]);

const NOT_MIGRATED =
  "The database is not migrated. Start with `npm start`, which migrates it, or check that DATABASE_URL names the right database.";

const BYPASSES_POLICIES =
  "The policies that keep projects apart would not apply to the application: DATABASE_URL must not set a `role` of its own.";

const unsafeDurability = (settings: readonly string[]): string =>
  `The database may lose acknowledged commits, because these settings are off: ${settings.join(", ")}. Turn them on, or accept the risk with ALLOW_UNSAFE_DURABILITY=true.`;
