import type { Executor, TenantDatabase } from "@ai-cost/db";
import { changeCharges } from "../record/change-charges";
import type { LedgerScope } from "../report";
import { keysOfCall, type NestedCalls } from "./nested-calls";
import type { PriceAgain } from "./rows-from-wrapper";
import { separateCalls } from "./separate-calls";
import { isOneCall, settleOneCall } from "./settle-one-call";
import { settleSum, undoCompletions } from "./settle-sum";

interface Settling {
  /**
   * Reads the wrappers in the transaction. It must hold a lock, so that a transaction that settles the same
   * spans later sees at least the same ones.
   */
  readWrappers(tx: Executor): Promise<readonly NestedCalls[]>;
  priceAgain: PriceAgain;
}

/**
 * Makes each call of nested spans count once. A wrapper around one call is the same call: its charge gives
 * way to the charge of the inner call, which gets its keys and the more complete figures. A wrapper around
 * several calls is their sum: its charge gives way, and what it added to one of them before is taken back.
 * A charge that has given way never counts again. Repeating it changes nothing. Keys that are not recorded
 * are ignored.
 */
export async function settleNestedCalls(
  db: TenantDatabase,
  scope: LedgerScope,
  { readWrappers, priceAgain }: Settling,
): Promise<void> {
  let wrappers: readonly NestedCalls[] = [];
  const keys = async (tx: Executor) => {
    wrappers = await readWrappers(tx);
    return wrappers.flatMap(({ wrapper, innerCalls }) =>
      [wrapper, ...innerCalls].flatMap((call) => [...keysOfCall(call), call.ownKey]),
    );
  };
  await changeCharges(db, scope, { keys }, (charges) => {
    const sums = wrappers.filter((nested) => !isOneCall(nested));
    for (const nested of sums) separateCalls(charges, nested, scope);
    const spans = wrappers.flatMap(({ wrapper, innerCalls }) => [wrapper, ...innerCalls]);
    for (const { wrapper } of sums) undoCompletions(charges, wrapper, { spans, now: scope.now });
    for (const nested of sums) settleSum(charges, nested, scope.now);
    for (const nested of wrappers.filter(isOneCall))
      settleOneCall(charges, nested, { now: scope.now, priceAgain });
  });
}
