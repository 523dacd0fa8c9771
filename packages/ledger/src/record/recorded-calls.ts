import type { Executor } from "@ai-cost/db";
import type { KnownCharge } from "../completions/known-charge";
import {
  findRecordedKeys,
  findWholeCharges,
  type RecordedKey,
} from "../unit-of-work/credit-transactions";
import type { PendingWrites } from "../unit-of-work/pending-writes";
import { isOwnKeyed, keysOf, type UsageReport } from "./usage-report";

/**
 * A call that is already recorded. `known` is absent when the charge's own row is enough to decide about
 * the report.
 */
export interface RecordedCall extends RecordedKey {
  known?: KnownCharge;
}

/** The recorded calls by their keys: calls from the database, and calls that the batch itself records. */
export class RecordedCalls {
  private constructor(
    private readonly byKey: Map<string, RecordedCall>,
    /** The calls by the client's own id, for charges whose idempotency key is another key. */
    private readonly byOwnKey: Map<string, RecordedCall>,
  ) {}

  static none(): RecordedCalls {
    return new RecordedCalls(new Map(), new Map());
  }

  /** Finds the calls that have one of `keys` as a key or one of `ownKeys` as the client's own id. */
  static async find(
    tx: Executor,
    projectId: string,
    keys: readonly string[],
    ownKeys: readonly string[] = [],
  ): Promise<RecordedCalls> {
    const { byKey, byOwnKey } = await findRecordedKeys(tx, projectId, [...new Set(keys)], ownKeys);
    const found = [...byKey.values(), ...byOwnKey.values()];
    const calls = new Map(found.map((call) => [call.ids.chargeId, call]));
    const oneObjectEach = (calledBy: Map<string, RecordedKey>) =>
      new Map([...calledBy].map(([key, call]) => [key, calls.get(call.ids.chargeId) ?? call]));
    return new RecordedCalls(oneObjectEach(byKey), oneObjectEach(byOwnKey));
  }

  /** The calls that have a key of the report, in the order in which they were recorded. */
  of(report: UsageReport): RecordedCall[] {
    const calls: RecordedCall[] = [];
    for (const key of keysOf(report)) {
      const call = this.byKey.get(key);
      if (call) calls.push(call);
    }
    const ownCall = isOwnKeyed(report) ? this.byOwnKey.get(report.idempotencyKey) : undefined;
    if (ownCall) calls.push(ownCall);
    if (calls.length < 2) return calls;
    return [...new Set(calls)].sort((one, other) =>
      one.ids.chargeId < other.ids.chargeId ? -1 : 1,
    );
  }

  at(key: string): RecordedCall | undefined {
    return this.byKey.get(key);
  }

  all(): RecordedCall[] {
    return [...new Set(this.byKey.values())];
  }

  /** Whether any call has this key, or this call has it as the client's own id. */
  hasKey(call: RecordedCall, key: string): boolean {
    return this.byKey.has(key) || this.byOwnKey.get(key) === call;
  }

  add(key: string, call: RecordedCall): void {
    this.byKey.set(key, call);
  }

  addOwnKey(key: string, call: RecordedCall): void {
    if (!this.byOwnKey.has(key)) this.byOwnKey.set(key, call);
  }

  /** Makes all keys of the call `from` lead to the call `to`. */
  redirect(from: RecordedCall, to: RecordedCall): void {
    for (const calls of [this.byKey, this.byOwnKey])
      for (const [key, call] of calls) if (call === from) calls.set(key, to);
  }
}

/** The instants of the calls whose charges are loaded with all their adjustments. */
export const instantsOf = (calls: Iterable<RecordedCall>): Date[] =>
  [...calls].flatMap(({ known }) => known?.charge.occurredAt ?? []);

/** Loads the charges of these calls with all their adjustments. The transaction must have locked their jobs. */
export async function loadCharges(
  tx: Executor,
  projectId: string,
  { jobs }: PendingWrites,
  calls: readonly RecordedCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const ids = calls.map((call) => call.ids.chargeId);
  const rows = await findWholeCharges(tx, projectId, ids);
  for (const call of calls) {
    const charge = rows.find(({ id }) => id === call.ids.chargeId);
    const job = jobs.get(call.jobExternalId);
    if (!charge || !job) continue;
    const adjustments = rows.filter(({ chargeId }) => chargeId === charge.id);
    call.known = { job, charge, adjustments };
  }
}
