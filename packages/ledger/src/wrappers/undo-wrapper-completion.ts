import type { TenantDatabase } from "@ai-cost/db";
import { rowsToUndo } from "../completions/adjustment-rows";
import { addAdjustments, changeCharges } from "../record/change-charges";
import type { LedgerScope } from "../report";
import { wrapperCompletionKey } from "./wrapper-completion-key";

/**
 * Takes back what `completeFromWrapper` added, because the wrapper turned out to contain several calls.
 * Repeating it changes nothing. A completion that was never added is ignored.
 */
export async function undoWrapperCompletion(
  db: TenantDatabase,
  scope: LedgerScope,
  calls: readonly { innerKey: string; wrapperKey: string }[],
): Promise<void> {
  if (calls.length === 0) return;
  const keys = calls.map(({ innerKey }) => innerKey);
  await changeCharges(db, scope, { keys, lock: "shared" }, ({ writes, at }) => {
    for (const { innerKey, wrapperKey } of calls) {
      const known = at(innerKey);
      if (!known) continue;
      const added = wrapperCompletionKey(known.charge.id, wrapperKey);
      addAdjustments(writes, known, rowsToUndo(known, added, scope.now));
    }
  });
}
