import type { TenantDatabase } from "@ai-cost/db";
import type { UsageReport } from "../record/usage-report";
import type { LedgerScope } from "../report";

/*
 * A wrapper is a model call's span with model calls beneath it, so it reports usage that is not its own.
 * All functions can be repeated, in any order and concurrently. They ignore a key that is not recorded.
 */

/**
 * Brings the charges of wrappers to 0 tokens and $0. If the charge of a wrapper is also the charge of
 * one of the calls beneath it, because both have the same response id, it takes that call's figures.
 */
export async function yieldToInnerCalls(
  _db: TenantDatabase,
  _scope: LedgerScope,
  _wrappers: readonly { wrapperKey: string; innerCalls: readonly UsageReport[] }[],
): Promise<void> {}

/** A call and the one wrapper around it. */
export interface WrappedCall {
  innerKey: string;
  wrapperKey: string;
  /** The wrapper's report; null when an earlier batch recorded it, so that its own charge has its figures. */
  wrapper: UsageReport | null;
}

/**
 * Completes the charges of calls from the one wrapper around each of them, where the wrapper's figures
 * are fuller. The charge also gets the wrapper's keys if it has no response id of its own.
 */
export async function completeFromWrapper(
  _db: TenantDatabase,
  _scope: LedgerScope,
  _calls: readonly WrappedCall[],
): Promise<void> {}

/** Takes back what `completeFromWrapper` added, because the wrapper has several calls beneath it. */
export async function undoWrapperCompletion(
  _db: TenantDatabase,
  _scope: LedgerScope,
  _calls: readonly { innerKey: string; wrapperKey: string }[],
): Promise<void> {}
