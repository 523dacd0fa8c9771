import type { KnownCharge } from "../completions/known-charge";
import type { PendingWrites } from "../unit-of-work/pending-writes";
import { addChargeOf } from "./add-charge";
import type { RecordedCall, RecordedCalls } from "./recorded-calls";
import type { ValidReport } from "./usage-batch";

/** The charges of some keys, whose jobs the transaction has locked. */
export class LockedCharges {
  constructor(
    readonly writes: PendingWrites,
    private readonly recorded: RecordedCalls,
  ) {}

  /** Returns the charge of a key; undefined when none is recorded. Two keys of one call return the same object. */
  at(key: string): KnownCharge | undefined {
    return this.recorded.at(key)?.known;
  }

  /**
   * Makes all keys of the charge `from` lead to the charge `to`. A key `except` still leads to `from`.
   */
  redirect(from: KnownCharge, to: KnownCharge, except: string | null): void {
    const [fromCall, toCall] = [this.callOf(from), this.callOf(to)];
    if (!fromCall || !toCall) return;
    const [fromId, toId] = [from.charge.id, to.charge.id];
    this.writes.redirectedCharges.push({ fromId, toId, except });
    for (const moved of this.writes.movedKeys) if (moved.chargeId === fromId) moved.chargeId = toId;
    this.recorded.redirect(fromCall, toCall);
    if (except !== null) this.recorded.add(except, fromCall);
  }

  /** Makes a key lead to a charge, also if it leads to another one now. */
  moveKey(key: string, to: KnownCharge): void {
    const call = this.callOf(to);
    if (!call) return;
    this.writes.movedKeys.push({ key, chargeId: to.charge.id });
    this.recorded.add(key, call);
  }

  /** Adds the charge of a report to the job of another charge. */
  add(valid: ValidReport, { job }: KnownCharge, now: Date): KnownCharge | undefined {
    const call = addChargeOf(this.writes, job, valid, now);
    this.recorded.add(valid.report.idempotencyKey, call);
    return call.known;
  }

  private callOf(known: KnownCharge): RecordedCall | undefined {
    return this.recorded.all().find((call) => call.known === known);
  }
}
