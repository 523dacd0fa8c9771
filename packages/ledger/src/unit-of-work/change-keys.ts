import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { PendingWrites } from "./pending-writes";

/**
 * Makes keys lead to other charges. A transaction that does this has the exclusive lock of the project, so
 * no other transaction can add a key meanwhile.
 */
export async function changeKeys(
  tx: Executor,
  projectId: string,
  { redirectedCharges, movedKeys }: PendingWrites,
): Promise<void> {
  await redirectCharges(tx, projectId, redirectedCharges);
  if (movedKeys.length === 0) return;
  const rows = movedKeys.map(({ key, chargeId }) => ({ key, charge_id: chargeId }));
  await tx.execute(sql`
    insert into charge_keys (project_id, key, charge_id)
    select ${projectId}::uuid, moved.key, moved.charge_id
    from ${rowsOf("moved", { key: "text", charge_id: "uuid" }, rows)}
    on conflict (project_id, key) do update set charge_id = excluded.charge_id`);
}

/** Makes all keys of some charges lead to other charges, including the keys in the charges' own rows. */
async function redirectCharges(
  tx: Executor,
  projectId: string,
  charges: PendingWrites["redirectedCharges"],
): Promise<void> {
  for (const { fromId, toId, except = null } of charges)
    await tx.execute(sql`
      insert into charge_keys (project_id, key, charge_id)
      select ${projectId}::uuid, key, ${toId}::uuid from (
        select idempotency_key as key from credit_transactions
        where project_id = ${projectId} and id = ${fromId}
        union
        select own_key from credit_transactions
        where project_id = ${projectId} and id = ${fromId} and own_key is not null
        union
        select key from charge_keys where project_id = ${projectId} and charge_id = ${fromId}
      ) as old
      where key is distinct from ${except}
      on conflict (project_id, key) do update set charge_id = excluded.charge_id`);
}
