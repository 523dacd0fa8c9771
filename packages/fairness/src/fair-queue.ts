export interface FairQueueOptions {
  /** How many visitors are served at the same time. */
  slots: number;
  /** How many of them can be of one party. */
  slotsEach: number;
  /**
   * A party is costly when it has had, on average of the last four seconds, more visitors than this at the
   * same time, served or waiting.
   */
  costlyAbove: number;
  /**
   * How many visitors of all costly parties together are served at the same time. While others are served, and
   * for a tenth of a second afterwards, they have one slot less, unless it is their only one, and pause after
   * each visit for twice as long as it took.
   */
  costlySlots: number;
  /** Whether a party has no limits while nobody else has come for two seconds. False by default. */
  isFreeAlone?: boolean;
  /** Another queue for the same resource: the visitors that it serves count as others too. */
  beside?: FairQueue;
  /** How long a visitor waits for its turn, in milliseconds. */
  waitMs: number;
  /** How many visitors of one party can wait. */
  maxWaiting: number;
  /** The current time in milliseconds, from any start. */
  now?: () => number;
}

/** A visitor has waited too long, because its own party has too many visitors. */
export class QueueRefusal extends Error {
  override readonly name = "QueueRefusal";

  constructor(readonly retryAfterSeconds: number) {
    super("One party has too many visitors.");
  }
}

/** Whether a queue has refused a visitor. Bundles of one process can have classes of their own. */
export const isQueueRefusal = (error: unknown): error is QueueRefusal =>
  error instanceof Error && error.name === "QueueRefusal";

/** Ends a visit. It may be called more than once. */
export type Leave = () => void;

interface Party {
  name: string;
  waiting: number;
  served: number;
  /** The time of its visits, in milliseconds, which fades with `WINDOW_MS`. */
  usedMs: number;
  countedAtMs: number;
}

interface VisitOptions {
  /** How long the visitor waits for its turn, in milliseconds; by default, as the queue says. */
  waitMs?: number | undefined;
  /** How many visitors are served with it at most when its party is alone; by default, all that have a slot. */
  mostAlone?: number | undefined;
}

interface Visitor {
  parties: readonly Party[];
  mostAlone: number | undefined;
  start: () => void;
}

const WINDOW_MS = 4_000;
const ALONE_AFTER_MS = 2_000;
/** The pause after a costly visit is this many times as long as the visit. */
const PAUSE_FACTOR = 2;
const LONGEST_PAUSE_MS = 1_000;
/** Who sends one request after the other comes back within this time. */
const RETURN_MS = 100;
const LONGEST_RETRY_SECONDS = 10;

/**
 * A queue in which no party waits for the mass of another's visitors. A visitor can belong to several
 * parties, such as a person and a project, and each of them must have a free slot. Of those that wait,
 * the one whose parties have used least is served next. The time of a visit counts as its cost, waiting
 * included: so the costly parties are those that ask for more than their share, not those that are served
 * slowly because of others.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  readonly #now: () => number;
  /** Parties in the order of their last visit. */
  readonly #parties = new Map<string, Party>();
  readonly #waiting = new Set<Visitor>();
  #served = 0;
  #costlyServed = 0;
  /** Until when costly parties pause while others are served. */
  #pauseUntilMs = Number.NEGATIVE_INFINITY;
  /** Until when others count as served after their last visit. */
  #othersUntilMs = Number.NEGATIVE_INFINITY;
  /** Looks for a visitor who can start when one of these times is over. */
  #lookAgain: NodeJS.Timeout | undefined;
  /** The parties of the last visitor, and when those of another one last came. */
  #last = "";
  #lastAtMs = Number.NEGATIVE_INFINITY;
  #otherAtMs = Number.NEGATIVE_INFINITY;

  /** A queue in which nobody waits, for servers and tests with a single party. */
  static unlimited(): FairQueue {
    const none = Number.POSITIVE_INFINITY;
    const limits = { slots: none, slotsEach: none, costlyAbove: none, costlySlots: none };
    return new FairQueue({ ...limits, waitMs: 0, maxWaiting: 0 });
  }

  constructor(options: FairQueueOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /**
   * Waits for a turn. Resolves with the function that ends the visit. Rejects with a `QueueRefusal` when the
   * turn does not come in time.
   */
  async enter(names: readonly string[], options: VisitOptions = {}): Promise<Leave> {
    const { waitMs = this.#options.waitMs, mostAlone } = options;
    this.#noteVisit(names.join());
    const parties = [...new Set(names)].map((name) => this.#visited(name));
    if (this.#canStart({ parties, mostAlone })) return this.#serve(parties);
    if (parties.some(({ waiting }) => waiting >= this.#options.maxWaiting))
      throw this.#refusal(parties);
    return new Promise((resolve, reject) => {
      const visitor: Visitor = { parties, mostAlone, start: () => {} };
      const isOver = setTimeout(() => {
        this.#endWait(visitor);
        reject(this.#refusal(parties));
      }, waitMs);
      visitor.start = () => {
        clearTimeout(isOver);
        this.#endWait(visitor);
        resolve(this.#serve(parties));
      };
      this.#waiting.add(visitor);
      for (const party of parties) party.waiting += 1;
      this.#lookAgainLater();
    });
  }

  #noteVisit(name: string): void {
    if (name !== this.#last) this.#otherAtMs = this.#lastAtMs;
    this.#last = name;
    this.#lastAtMs = this.#now();
  }

  #endWait(visitor: Visitor): void {
    this.#waiting.delete(visitor);
    for (const party of visitor.parties) {
      this.#count(party);
      party.waiting -= 1;
    }
  }

  #serve(parties: readonly Party[]): Leave {
    const isCostly = this.#isCostly(parties);
    const startedAtMs = this.#now();
    let isOver = false;
    this.#served += 1;
    if (isCostly) this.#costlyServed += 1;
    for (const party of parties) {
      this.#count(party);
      party.served += 1;
    }
    return () => {
      if (isOver) return;
      isOver = true;
      this.#served -= 1;
      if (isCostly) this.#endCostlyVisit(startedAtMs);
      else this.#othersUntilMs = this.#now() + RETURN_MS;
      for (const party of parties) {
        this.#count(party);
        party.served -= 1;
      }
      this.#startWaiting();
    };
  }

  #endCostlyVisit(startedAtMs: number): void {
    this.#costlyServed -= 1;
    const now = this.#now();
    this.#pauseUntilMs = now + Math.min((now - startedAtMs) * PAUSE_FACTOR, LONGEST_PAUSE_MS);
  }

  #startWaiting(): void {
    for (let next = this.#next(); next; next = this.#next()) next.start();
    this.#lookAgainLater();
  }

  #lookAgainLater(): void {
    clearTimeout(this.#lookAgain);
    const now = this.#now();
    const nextMs = [this.#pauseUntilMs, this.#othersUntilMs].filter((atMs) => atMs > now);
    if (nextMs.length === 0 || this.#waiting.size === 0) return;
    this.#lookAgain = setTimeout(() => this.#startWaiting(), Math.min(...nextMs) - now).unref();
  }

  /** Of the visitors that can start, the one whose parties have used least; of several, the first. */
  #next(): Visitor | undefined {
    let next: Visitor | undefined;
    if (this.#served >= this.#options.slots) return next;
    for (const visitor of this.#waiting)
      if (this.#canStart(visitor) && (!next || usedBy(visitor.parties) < usedBy(next.parties)))
        next = visitor;
    return next;
  }

  #canStart({ parties, mostAlone = this.#options.slots }: Omit<Visitor, "start">): boolean {
    const { slots, slotsEach, costlySlots, isFreeAlone = false, beside } = this.#options;
    if (this.#served >= slots) return false;
    if (isFreeAlone && this.#now() - this.#otherAtMs > ALONE_AFTER_MS)
      return this.#served < mostAlone;
    if (parties.some(({ served }) => served >= slotsEach)) return false;
    if (!this.#isCostly(parties)) return true;
    if (!this.servesOthers() && !beside?.servesOthers()) return this.#costlyServed < costlySlots;
    const isOver = this.#now() >= this.#pauseUntilMs;
    return this.#costlyServed < Math.max(costlySlots - 1, 1) && isOver;
  }

  /** Whether it serves a party that is not costly, or did a moment ago. */
  servesOthers(): boolean {
    return this.#served > this.#costlyServed || this.#now() < this.#othersUntilMs;
  }

  #isCostly(parties: readonly Party[]): boolean {
    for (const party of parties) this.#count(party);
    return usedBy(parties) > this.#options.costlyAbove * WINDOW_MS;
  }

  /** The party with this name, which becomes the last one in the order. Forgets those that have not come lately. */
  #visited(name: string): Party {
    const now = this.#now();
    for (const party of this.#parties.values()) {
      if (party.waiting + party.served > 0) continue;
      if (now - party.countedAtMs < WINDOW_MS) break;
      this.#parties.delete(party.name);
    }
    const empty = { name, waiting: 0, served: 0, usedMs: 0, countedAtMs: now };
    const party = this.#parties.get(name) ?? empty;
    this.#parties.delete(name);
    this.#parties.set(name, party);
    this.#count(party);
    return party;
  }

  /** Adds the time that has passed since the last count, and lets the earlier time fade. */
  #count(party: Party): void {
    const now = this.#now();
    const passedMs = now - party.countedAtMs;
    const present = party.waiting + party.served;
    const rest = Math.exp(-passedMs / WINDOW_MS);
    // With this, a party that always has n visitors has used n times the window.
    party.usedMs = party.usedMs * rest + present * WINDOW_MS * (1 - rest);
    party.countedAtMs = now;
  }

  #refusal(parties: readonly Party[]): QueueRefusal {
    const excess = usedBy(parties) / (this.#options.costlyAbove * WINDOW_MS);
    const seconds = Math.ceil((Math.log(Math.max(excess, 1)) * WINDOW_MS) / 1000);
    return new QueueRefusal(Math.min(Math.max(seconds, 1), LONGEST_RETRY_SECONDS));
  }
}

const usedBy = (parties: readonly Party[]): number =>
  Math.max(...parties.map(({ usedMs }) => usedMs));
