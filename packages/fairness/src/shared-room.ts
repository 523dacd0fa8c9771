/** The room that one sender has reserved. */
export interface RoomLease {
  /**
   * Reserves more room. Makes room, if necessary, by dropping slow senders of the party that has most.
   * Returns false, and reserves nothing, when the party would then have too much.
   */
  reserve(amount: number): boolean;
  /** Gives a part of the reserved room back. */
  giveBack(amount: number): void;
  /** Says that everything has arrived. Such a sender is dropped after all those that are still sending. */
  arrive(): void;
  /** Says that work on it begins. Such a sender is no longer dropped. Returns false when it was dropped before. */
  keep(): boolean;
  /** Gives all room back. It may be called more than once. */
  release(): void;
}

interface SharedRoomOptions {
  capacity: number;
  /** The most that one party ever gets, so that others need not wait until its work is done. */
  most: number;
  /** The current time in milliseconds, from any start. */
  now?: () => number;
}

interface Sender {
  party: string;
  reserved: number;
  startedAtMs: number;
  state: "sending" | "arrived" | "kept" | "over";
  drop: () => void;
}

/** A sender is not called slow before this time. */
const GRACE_MS = 1_000;

/**
 * Room that several parties share, such as memory for request bodies. While there is room, everybody gets
 * it. When it is short, the party that has most gives way: its slowest senders are dropped first. So
 * nobody can fill the room for others by sending slowly, or by sending on many connections.
 */
export class SharedRoom {
  readonly #most: number;
  readonly #now: () => number;
  #free: number;
  readonly #senders = new Map<string, Set<Sender>>();
  readonly #shares = new Map<string, number>();

  constructor({ capacity, most, now = () => performance.now() }: SharedRoomOptions) {
    this.#free = capacity;
    this.#most = most;
    this.#now = now;
  }

  /** Creates the lease of a sender. `drop` is called, once, when the sender must give way; its room is released then. */
  lease(party: string, drop: () => void): RoomLease {
    const sender: Sender = {
      party,
      reserved: 0,
      startedAtMs: this.#now(),
      state: "sending",
      drop,
    };
    return {
      reserve: (amount) => this.#reserve(sender, amount),
      giveBack: (amount) => this.#add(sender, -Math.min(amount, sender.reserved)),
      arrive: () => {
        if (sender.state === "sending") sender.state = "arrived";
      },
      keep: () => {
        if (sender.state === "over") return false;
        sender.state = "kept";
        return true;
      },
      release: () => this.#release(sender),
    };
  }

  #reserve(sender: Sender, amount: number): boolean {
    if (sender.state === "over") return false;
    for (;;) {
      const isTooMuch = this.#shareOf(sender.party) + amount > this.#most;
      if (!isTooMuch && amount <= this.#free) break;
      const slowest = isTooMuch
        ? this.#slowestOf(sender.party, sender)
        : this.#slowestOfLargest(sender, amount);
      if (!slowest) return false;
      this.#release(slowest);
      slowest.drop();
    }
    this.#add(sender, amount);
    return true;
  }

  /**
   * The sender that gives way to `asking`: of the party with the largest share, or else of the next one,
   * but of no party with a smaller share than `asking` would then have.
   */
  #slowestOfLargest(asking: Sender, amount: number): Sender | undefined {
    const own = this.#shareOf(asking.party) + amount;
    const parties = [...this.#shares]
      .map(([party, share]) => ({ party, share: party === asking.party ? own : share }))
      .filter(({ share }) => share >= own)
      .sort((one, other) => other.share - one.share);
    for (const { party } of parties) {
      const slowest = this.#slowestOf(party, asking);
      if (slowest) return slowest;
    }
    return undefined;
  }

  /** The slowest sender of a party; undefined when none can be dropped, or when `asking` is the slowest itself. */
  #slowestOf(party: string, asking: Sender): Sender | undefined {
    let slowest = party === asking.party ? asking : undefined;
    for (const sender of this.#senders.get(party) ?? [])
      if (sender.state !== "kept" && (!slowest || this.#speedOf(sender) < this.#speedOf(slowest)))
        slowest = sender;
    return slowest === asking ? undefined : slowest;
  }

  #speedOf({ state, reserved, startedAtMs }: Sender): number {
    const elapsedMs = this.#now() - startedAtMs;
    if (state === "arrived") return Number.MAX_VALUE;
    return elapsedMs < GRACE_MS ? Number.MAX_SAFE_INTEGER : reserved / elapsedMs;
  }

  #shareOf(party: string): number {
    return this.#shares.get(party) ?? 0;
  }

  #add(sender: Sender, amount: number): void {
    const senders = this.#senders.get(sender.party) ?? new Set();
    this.#senders.set(sender.party, senders.add(sender));
    this.#shares.set(sender.party, this.#shareOf(sender.party) + amount);
    sender.reserved += amount;
    this.#free -= amount;
  }

  #release(sender: Sender): void {
    if (sender.state === "over") return;
    sender.state = "over";
    const senders = this.#senders.get(sender.party);
    if (!senders?.delete(sender)) return;
    this.#free += sender.reserved;
    this.#shares.set(sender.party, this.#shareOf(sender.party) - sender.reserved);
    if (senders.size > 0) return;
    this.#senders.delete(sender.party);
    this.#shares.delete(sender.party);
  }
}
