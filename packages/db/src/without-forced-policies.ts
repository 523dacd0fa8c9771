import type { SqlTransaction } from "./client";

/**
 * Runs `work` as an owner to whom row-level security does not apply, for Postgres refuses `COPY …
 * FROM` under it; at the end it is forced again where it was. Who is not the owner may not.
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
