import type { DatabaseClient } from "./client";

interface Standing {
  /** Whether no policy binds who the application is. */
  isExempt: boolean;
  /** Whether it may change rows of the ledger, as an owner may. */
  canEditLedger: boolean;
  unsafeSettings: string[];
}

/**
 * Why this database is not fit to serve from, as sentences for its operator; empty when it is. Not
 * flushing what is acknowledged can be allowed, being everyone's in spite of the wall between tenants
 * cannot. Throws the driver's error when the database does not answer.
 */
export async function unfitness(
  { sql }: Pick<DatabaseClient, "sql">,
  { allowsUnsafeDurability }: { allowsUnsafeDurability: boolean },
): Promise<string[]> {
  const [standing] = await sql<Standing[]>`
    select rolsuper or rolbypassrls as "isExempt",
      has_table_privilege('credit_transactions', 'update, delete, truncate') as "canEditLedger",
      array(select name from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
        order by name) as "unsafeSettings"
    from pg_roles where rolname = current_user`;
  if (!standing) throw new Error("the database does not know who asks");
  const { isExempt, canEditLedger, unsafeSettings } = standing;
  const reasons: string[] = [];
  if (isExempt || canEditLedger) reasons.push(EXEMPT);
  if (unsafeSettings.length > 0 && !allowsUnsafeDurability) reasons.push(unsafe(unsafeSettings));
  return reasons;
}

const EXEMPT =
  "The database user of DATABASE_URL owns the tables or stands above their policies, and would keep being so: take `role` out of the address.";

const unsafe = (settings: readonly string[]): string =>
  `The database may lose what it has acknowledged: ${settings.join(" and ")} ${settings.length === 1 ? "is" : "are"} off. Turn ${settings.length === 1 ? "it" : "them"} on, or allow it with ALLOW_UNSAFE_DURABILITY=true.`;
