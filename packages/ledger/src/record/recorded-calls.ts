import type { Executor } from "@ai-cost/db";
import type { KnownCharge } from "../completions/known-charge";
import {
  findRecordedKeys,
  findWholeCharges,
  type RecordedKey,
} from "../unit-of-work/credit-transactions";
import type { PendingWrites } from "../unit-of-work/pending-writes";
import { isOwnKeyed, keysOf, type UsageReport } from "./usage-report";

/** A recorded call. `known` is absent while the columns of the charge's own row are enough. */
export interface RecordedCall extends RecordedKey {
  known?: KnownCharge;
}

/** The recorded calls by their keys: those of the database, and those that a batch records itself. */
export class RecordedCalls {
  private constructor(
    private readonly byKey: Map<string, RecordedCall>,
    /** The calls by the client's own id, where another key comes first. */
    private readonly byOwnKey: Map<string, RecordedCall>,
  ) {}

  static none(): RecordedCalls {
    return new RecordedCalls(new Map(), new Map());
  }

  /** Finds the calls that these keys lead to, and those that have these own keys. */
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

  /** The calls that the keys of a report lead to, in the order in which they were recorded. */
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

  /** Whether this key leads to any call, or is this call's own key. */
  hasKey(call: RecordedCall, key: string): boolean {
    return this.byKey.has(key) || this.byOwnKey.get(key) === call;
  }

  add(key: string, call: RecordedCall): void {
    this.byKey.set(key, call);
  }

  addOwnKey(key: string, call: RecordedCall): void {
    if (!this.byOwnKey.has(key)) this.byOwnKey.set(key, call);
  }

  /** All keys of one call lead to another call from now on. */
  redirect(from: RecordedCall, to: RecordedCall): void {
    for (const calls of [this.byKey, this.byOwnKey])
      for (const [key, call] of calls) if (call === from) calls.set(key, to);
  }
}

/** The instants of the calls whose whole charges are loaded. */
export const instantsOf = (calls: Iterable<RecordedCall>): Date[] =>
  [...calls].flatMap(({ known }) => known?.charge.occurredAt ?? []);

/** Reads the whole charges of calls whose jobs the transaction has locked. */
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
