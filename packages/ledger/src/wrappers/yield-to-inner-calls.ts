import type { TenantDatabase } from "@ai-cost/db";
import { rowsToComplete, rowsToGiveWay } from "../completions/adjustment-rows";
import type { KnownCharge } from "../completions/known-charge";
import { contentHash } from "../content-hash";
import { COMPLETION_KEY_PREFIX } from "../field-rules";
import { addAdjustments, changeCharges } from "../record/change-charges";
import { keysOf } from "../record/usage-report";
import type { LedgerScope } from "../report";
import type { CreditTransaction } from "../unit-of-work/rows";
import type { NestedReport } from "./nested-report";

export interface YieldingWrapper {
  wrapperKey: string;
  /** The calls inside the wrapper. A report is null when an earlier batch recorded it. */
  innerCalls: readonly { key: string; report: NestedReport | null }[];
}

/**
 * Brings the charges of wrappers to 0 tokens and $0. A wrapper is a model call's span that contains other
 * model calls, so it reports their usage again. A wrapper and one of its inner calls may have the same
 * charge, because both have the same response id. If that call is the only one inside, the two are one
 * call and nothing changes; otherwise the charge gets the figures of that call. Repeating it changes
 * nothing. Keys that are not recorded are ignored.
 */
export async function yieldToInnerCalls(
  db: TenantDatabase,
  scope: LedgerScope,
  wrappers: readonly YieldingWrapper[],
): Promise<void> {
  if (wrappers.length === 0) return;
  const keys = wrappers.flatMap(({ wrapperKey, innerCalls }) => [
    wrapperKey,
    ...innerCalls.flatMap(({ key, report }) => [key, ...(report ? keysOf(report) : [])]),
  ]);
  await changeCharges(db, scope, { keys, lock: "shared" }, ({ writes, at }) => {
    for (const { wrapperKey, innerCalls } of wrappers) {
      const known = at(wrapperKey);
      if (!known) continue;
      const shared = innerCalls.find(({ key, report }) =>
        [key, ...(report ? keysOf(report) : [])].some((key) => at(key) === known),
      );
      const rows = shared
        ? rowsToTakeFigures(known, innerCalls.length > 1 ? shared.report : null, scope.now)
        : rowsToGiveWay(known, scope.now);
      addAdjustments(writes, known, rows);
    }
  });
}

/**
 * Returns the rows that give a wrapper's charge the figures of an inner call. Returns no row when they
 * were added before.
 */
function rowsToTakeFigures(
  known: KnownCharge,
  report: NestedReport | null,
  now: Date,
): CreditTransaction[] {
  if (!report) return [];
  const idempotencyKey = `${COMPLETION_KEY_PREFIX}${known.charge.id}/inner`;
  if (known.adjustments.some((row) => row.idempotencyKey === idempotencyKey)) return [];
  const hash = contentHash("completion", { idempotencyKey });
  return rowsToComplete(known, report, {
    idempotencyKey,
    contentHash: hash,
    source: report.source,
    now,
  });
}
