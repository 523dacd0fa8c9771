import type { DatabaseClient } from "./client";

interface Standing {
  /** Whether the application is bound by no policy, or may change rows of the ledger as an owner may. */
  isAbovePolicies: boolean;
  unsafeSettings: string[];
}

/**
 * Why this database is not fit to serve from, in sentences for its operator; none when it is. That it
 * may lose what it has acknowledged can be allowed; that tenants could see each other cannot. Throws
 * the driver's error when the database does not answer.
 */
export async function unfitness(
  client: Pick<DatabaseClient, "sql">,
  { allowsUnsafeDurability }: { allowsUnsafeDurability: boolean },
): Promise<string[]> {
  const standing = await standingOf(client);
  if (!standing) return [NOT_MIGRATED];
  const { isAbovePolicies, unsafeSettings } = standing;
  const isUnsafe = unsafeSettings.length > 0 && !allowsUnsafeDurability;
  return [
    ...(isAbovePolicies ? [ABOVE_POLICIES] : []),
    ...(isUnsafe ? [unsafe(unsafeSettings)] : []),
  ];
}

/** Null in a database that knows neither the application's role nor its tables. */
async function standingOf({ sql }: Pick<DatabaseClient, "sql">): Promise<Standing | null> {
  try {
    const [standing] = await sql<Standing[]>`
      select rolsuper or rolbypassrls
          or has_table_privilege('credit_transactions', 'update, delete, truncate') as "isAbovePolicies",
        array(select name from pg_settings
          where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
          order by name) as "unsafeSettings"
      from pg_roles where rolname = current_user`;
    return standing ?? null;
  } catch (error) {
    if (error instanceof Error && "code" in error && NO_SUCH_NAME.has(String(error.code)))
      return null;
    throw error;
  }
}

/** 22023: the role at the connection's start; 42P01: the table. */
const NO_SUCH_NAME = new Set(["22023", "42P01"]);

const NOT_MIGRATED =
  "The database is not migrated: start with `npm start`, which does it, or look whether DATABASE_URL names the right one.";

const ABOVE_POLICIES =
  "The application would be above the policies that keep projects apart: DATABASE_URL must not choose a `role` of its own.";

const unsafe = (settings: readonly string[]): string =>
  `The database may lose what it has acknowledged, for these settings are off: ${settings.join(", ")}. Turn them on, or accept it with ALLOW_UNSAFE_DURABILITY=true.`;
