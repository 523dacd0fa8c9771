import type { SqlTransaction } from "../connection/database";

/**
 * Runs `work` as the tables' owner without row-level security, and then forces the policies again. This
 * is needed because Postgres refuses `COPY … FROM` under row-level security. Fails when the
 * connection's user does not own the tables.
 */
export async function withoutForcedPolicies(
  tx: SqlTransaction,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const forced = await tx<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relforcerowsecurity
      and relname = any(${tables as string[]})`;
  for (const { name } of forced) await tx`alter table ${tx(name)} no force row level security`;
  await work();
  for (const { name } of forced) await tx`alter table ${tx(name)} force row level security`;
}
