import type { Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { PendingWrites } from "./pending-writes";

/**
 * Makes all keys of some charges lead to other charges, including the keys in the charges' own rows. No
 * other transaction can add a key meanwhile, because this transaction has the exclusive lock of the
 * project.
 */
export async function redirectCharges(
  tx: Executor,
  projectId: string,
  charges: PendingWrites["redirectedCharges"],
): Promise<void> {
  for (const { fromId, toId } of charges)
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
      on conflict (project_id, key) do update set charge_id = excluded.charge_id`);
}
